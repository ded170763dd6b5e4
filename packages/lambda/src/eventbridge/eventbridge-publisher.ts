import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { Connection } from '../publisher/client-settings.js';
import { type CloudEventOptions, checkSource } from '../publisher/cloud-event.js';
import { Publisher, type PublisherOptions } from '../publisher/publisher.js';
import { EventBridgeTarget } from './eventbridge-target.js';

/** What to publish, and to which bus. */
export type EventBridgeOptions = PublisherOptions &
  CloudEventOptions &
  Connection<EventBridgeClient> & {
    /** Its name or its ARN, whose region the client then takes. Default: the account's default bus. */
    readonly eventBus?: string;
  };

/**
 * Publishes each event as a CloudEvent to a bus of EventBridge: the CloudEvent is the detail, its type the detail type, the
 * stream the resource. EventBridge promises no order.
 *
 * @throws {RangeError} when an option cannot be.
 * @example
 * const publisher = eventBridgePublisher({ name: 'orders-bus', eventBus: 'orders', source: 'orders', checkpoints });
 */
export function eventBridgePublisher(options: EventBridgeOptions): Publisher {
  checkSource(options);
  checkBus(options);
  return new Publisher(new EventBridgeTarget(options), options);
}

/** EventBridge has been seen to accept events for buses that are not there. */
function checkBus({ eventBus = 'default' }: EventBridgeOptions): void {
  if (/^(arn:[\w-]+:events:[\w-]+:\d{12}:event-bus\/)?[/.\-\w]+$/.test(eventBus)) return;
  throw new RangeError(`"${eventBus}" is neither the name nor the ARN of a bus, such as orders.`);
}
