import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { Connection } from '../publisher/client-settings.js';
import { type CloudEventOptions, checkSource } from '../publisher/cloud-event.js';
import { Publisher, type PublisherOptions } from '../publisher/publisher.js';
import { LONGEST_DETAIL_TYPE } from './entry.js';
import { EventBridgeTarget } from './eventbridge-target.js';

/** In characters. */
const LONGEST_SOURCE = 256;

/** What to publish, and to which bus. */
export type EventBridgeOptions = PublisherOptions &
  CloudEventOptions &
  Connection<EventBridgeClient> & {
    /** Its name or its ARN, whose region the client then takes. Default: the account's default bus. */
    readonly eventBus?: string | undefined;
  };

/**
 * Publishes each event as a CloudEvent to a bus of EventBridge: the CloudEvent is the detail, its type the detail type, the
 * stream the resource. EventBridge promises no order. An event whose type has more than 128 characters is not sent; its
 * stream fails with an `EventRefusedError`.
 *
 * @throws {RangeError} when an option is invalid.
 * @example
 * const publisher = eventBridgePublisher({ name: 'orders-bus', eventBus: 'orders', source: 'orders', checkpoints });
 */
export function eventBridgePublisher(options: EventBridgeOptions): Publisher {
  checkSource(options);
  checkBusSource(options);
  checkTypePrefix(options);
  checkBus(options);
  return new Publisher(new EventBridgeTarget(options), options);
}

/** @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html */
function checkBusSource({ source }: EventBridgeOptions): void {
  if (/^aws\./i.test(source))
    throw new RangeError(`The option "source" is "${source}": it must not begin with "aws.", which AWS reserves.`);
  if (source.length <= LONGEST_SOURCE) return;
  throw new RangeError(`The option "source" has ${source.length} characters: it must have at most ${LONGEST_SOURCE}.`);
}

/** A name of one character at least follows it. */
function checkTypePrefix({ typePrefix = '' }: EventBridgeOptions): void {
  if (typePrefix.length < LONGEST_DETAIL_TYPE) return;
  const problem = `has ${typePrefix.length} characters: it must leave room for the event's name within ${LONGEST_DETAIL_TYPE}.`;
  throw new RangeError(`The option "typePrefix" ${problem}`);
}

/** EventBridge has been seen to accept events for buses that are not there. */
function checkBus({ eventBus = 'default' }: EventBridgeOptions): void {
  if (/^(arn:[\w-]+:events:[\w-]+:\d{12}:event-bus\/)?[/.\-\w]+$/.test(eventBus)) return;
  throw new RangeError(
    `The option "eventBus" is "${eventBus}": it must be the name or the ARN of a bus, such as orders.`,
  );
}
