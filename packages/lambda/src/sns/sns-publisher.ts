import type { SNSClient } from '@aws-sdk/client-sns';
import type { Connection } from '../publisher/client-settings.js';
import { type CloudEventOptions, checkSource } from '../publisher/cloud-event.js';
import { Publisher, type PublisherOptions } from '../publisher/publisher.js';
import { SnsTarget } from './sns-target.js';

/** What to publish, and to which topic. */
export type SnsOptions = PublisherOptions &
  CloudEventOptions &
  Connection<SNSClient> & {
    /** A topic whose name ends in `.fifo` keeps the order of each stream. The client takes its region from the ARN. */
    readonly topicArn: string;
  };

/**
 * Publishes each event as a CloudEvent to a topic of SNS. Its type, aggregate, tenant and schema version are message
 * attributes too, for filter policies.
 *
 * A FIFO topic keeps the order of each stream: the stream is the message group, and an event is sent when the one before it
 * is accepted. A standard topic promises no order.
 *
 * @throws {RangeError} when an option is invalid.
 * @example
 * const publisher = snsPublisher({ name: 'orders-topic', topicArn, source: '/orders', checkpoints });
 */
export function snsPublisher(options: SnsOptions): Publisher {
  checkSource(options);
  checkTopic(options);
  return new Publisher(new SnsTarget(options), options);
}

function checkTopic({ topicArn }: SnsOptions): void {
  if (/^arn:[^:]+:sns:[^:]+:[^:]+:[^:]+$/.test(topicArn)) return;
  throw new RangeError(
    `The option "topicArn" is "${topicArn}": it must be the ARN of a topic, such as arn:aws:sns:us-east-1:123456789012:orders.`,
  );
}
