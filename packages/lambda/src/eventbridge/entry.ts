import type { PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { type CloudEventOptions, cloudEvent, typeOf } from '../publisher/cloud-event.js';
import type { StoredEvent } from '../publisher/stored-event.js';

/** In characters, as AWS counts: those outside the basic plane are two. */
export const LONGEST_DETAIL_TYPE = 128;

/** What is sent of one event. */
export type Entry = PutEventsRequestEntry & {
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
  readonly Resources: string[];
};

/** The CloudEvent as detail, so that rules can match what is in it; source and type also where rules expect them. */
export function entryOf(event: StoredEvent, options: CloudEventOptions, eventBus: string | undefined): Entry {
  return {
    ...(eventBus !== undefined && { EventBusName: eventBus }),
    ...(event.time && { Time: event.time }),
    Source: options.source,
    DetailType: typeOf(event, options),
    Detail: cloudEvent(event, options),
    Resources: [event.stream],
  };
}

/**
 * What EventBridge counts, in bytes.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html
 */
export function entrySize({ Time, Source, DetailType, Detail, Resources }: Entry): number {
  const texts = [Source, DetailType, Detail, ...Resources];
  return (Time ? 14 : 0) + texts.reduce((sum, each) => sum + Buffer.byteLength(each), 0);
}
