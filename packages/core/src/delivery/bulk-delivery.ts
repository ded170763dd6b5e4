import type { BulkDeliveryOptions } from './bulk-delivery-options.js';
import { BulkLane } from './bulk-lane.js';
import type { ConsumeFailure, Consumer } from './consumer.js';
import type { Delivered } from './delivered.js';
import type { DeliveredCommit } from './delivered-commit.js';
import type { LoadsStreams } from './stream-cursor.js';

/**
 * Delivers a large number of commits to one or several consumers, batch by batch: rebuilds and replays are built on it.
 * A stream that fails is tried up to 5 times. When a database is unavailable or throttling, the delivery waits for
 * about two minutes and then ends, since no stream is at fault. It does the same when every stream of a batch fails,
 * for whatever reason, unless there are fewer than ten. A missing table, permission or credential ends it at once.
 *
 * Give the commits of one stream in consecutive batches: a stream that has failed is skipped for as long as its commits
 * continue.
 *
 * @example
 * const bulk = new BulkDelivery(store, [consumer]);
 * for await (const commits of batches) await bulk.deliver(commits);
 */
export class BulkDelivery {
  readonly #lanes: readonly BulkLane[];

  /** @param store where commits that the batches lack are loaded from. */
  constructor(store: LoadsStreams, consumers: readonly Consumer[], options: BulkDeliveryOptions = {}) {
    this.#lanes = consumers.map((consumer) => new BulkLane(store, consumer, options));
  }

  /**
   * Resolves when every consumer has taken the commits, or `onFailure` was called for their streams.
   *
   * @param refused streams that cannot be read from some version on. After their commits, each counts as a failure for
   * every consumer.
   * @throws {DeliveryFailedError} without `onFailure`, when a consumer cannot take a stream.
   * @throws {ConsumerUnavailableError} when a consumer can take nothing: deliver the batch again later.
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
