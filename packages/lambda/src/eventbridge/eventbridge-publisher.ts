import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { Connection } from '../publisher/client-settings.js';
import { type CloudEventOptions, checkSource } from '../publisher/cloud-event.js';
import { Publisher, type PublisherOptions } from '../publisher/publisher.js';
import { EventBridgeTarget } from './eventbridge-target.js';

/** What to publish, and to which bus. */
export type EventBridgeOptions = PublisherOptions &
  CloudEventOptions &
  Connection<EventBridgeClient> & {
    /** Its name or ARN. Default: the account's default bus. */
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
  return new Publisher(new EventBridgeTarget(options), options);
}
