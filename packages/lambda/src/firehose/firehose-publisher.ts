import type { FirehoseClient } from '@aws-sdk/client-firehose';
import type { Connection } from '../publisher/client-settings.js';
import { type CloudEventOptions, checkSource } from '../publisher/cloud-event.js';
import { Publisher, type PublisherOptions } from '../publisher/publisher.js';
import { FirehoseTarget } from './firehose-target.js';

/** What to archive, and by which stream of Firehose. */
export type FirehoseOptions = PublisherOptions &
  Connection<FirehoseClient> & {
    /** Its name, not its ARN. */
    readonly deliveryStream: string;
    /**
     * Sends CloudEvents, for readers elsewhere. Default: lines of the archive, which hold the records as they are stored, so
     * that `readArchiveLine` gives them back byte by byte.
     */
    readonly cloudEvents?: CloudEventOptions | undefined;
  };

/**
 * Archives each event as one line of JSON by Firehose, which collects them in files on S3. Lines may come twice and in any
 * order: each of them names its stream and version.
 *
 * @throws {RangeError} when an option is invalid.
 * @example
 * const archive = firehosePublisher({ name: 'archive', deliveryStream: 'events', checkpoints });
 */
export function firehosePublisher(options: FirehoseOptions): Publisher {
  if (options.cloudEvents) checkSource(options.cloudEvents);
  checkStream(options);
  return new Publisher(new FirehoseTarget(options), options);
}

function checkStream({ deliveryStream }: FirehoseOptions): void {
  if (/^[\w.-]{1,64}$/.test(deliveryStream)) return;
  throw new RangeError(
    `The option "deliveryStream" is "${deliveryStream}": it must be the name of a Firehose stream, such as orders-archive.`,
  );
}
