import type { BulkDeliveryOptions } from './bulk-delivery-options.js';
import { BulkLane } from './bulk-lane.js';
import type { ConsumeFailure, Consumer } from './consumer.js';
import type { Delivered } from './delivered.js';
import type { DeliveredCommit } from './delivered-commit.js';
import type { LoadsStreams } from './stream-cursor.js';

/**
 * Brings a large number of commits to one or several consumers, batch by batch: what rebuilds and replays are made of. A stream
 * that fails is tried up to 5 times. A database that is away or throttling is waited for, about two minutes, and then the
 * delivery ends, since that says nothing against any stream; likewise where every stream of a batch fails, for whatever
 * reason, unless they are less than ten. A table, a permission or credentials that are missing end it at once.
 *
 * The commits of one stream come in batches that follow each other: a stream that has failed is passed over as long as it
 * goes on.
 *
 * @example
 * const bulk = new BulkDelivery(store, [consumer]);
 * for await (const commits of batches) await bulk.deliver(commits);
 */
export class BulkDelivery {
  readonly #lanes: readonly BulkLane[];

  /** @param store has what the batches lack. */
  constructor(store: LoadsStreams, consumers: readonly Consumer[], options: BulkDeliveryOptions = {}) {
    this.#lanes = consumers.map((consumer) => new BulkLane(store, consumer, options));
  }

  /**
   * Resolves when every consumer has taken the commits, or `onFailure` was told of their streams.
   *
   * @param refused streams of which something cannot be understood, from a version on: behind the commits, they are failures
   * for every consumer.
   * @throws {DeliveryFailedError} without `onFailure`, when a consumer cannot take a stream.
   * @throws {ConsumerUnavailableError} when a consumer can take nothing: the batch is to be delivered again, another time.
   * @throws the signal's reason.
   */
  async deliver(commits: readonly DeliveredCommit[], refused: readonly ConsumeFailure[] = []): Promise<Delivered> {
    // One that fails does not leave the others behind unwatched.
    const ended = await Promise.allSettled(this.#lanes.map((lane) => lane.deliver(commits, refused)));
    const delivered = ended.map((end) => {
      if (end.status === 'rejected') throw end.reason;
      return end.value;
    });
    return {
      taken: delivered.reduce((sum, { taken }) => sum + taken, 0),
      failed: delivered.flatMap(({ failed }) => failed),
      stopped: delivered.flatMap(({ stopped }) => stopped),
    };
  }
}
