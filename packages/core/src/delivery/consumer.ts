import type { Checkpoints } from './checkpoints.js';
import type { DeliveredCommit } from './delivered-commit.js';

export interface ConsumeOptions {
  /** Ends waiting and sending. What was taken until then stays taken. */
  readonly signal?: AbortSignal;
}

/** How a delivery wants commits to be taken. */
export interface TakeOptions extends ConsumeOptions {
  /**
   * Milliseconds after which to abandon work on one event, or a move, so that a request that never ends holds up only
   * its own stream.
   */
  readonly timeout?: number;
  /**
   * Whether an error is temporary, so that trying other ways of taking the commit is pointless. The consumer's answer
   * need not say so: the delivery checks each error with this itself.
   */
  readonly isTransient?: (error: unknown) => boolean;
}

/** A commit that a consumer could not take. */
export interface ConsumeFailure {
  readonly stream: string;
  /** The version of the commit's first event, as given to the consumer; 1 where its position could not be read. */
  readonly version: number;
  readonly error: unknown;
  /**
   * True when nothing is wrong with the commit: a database or a service refuses for now. Such a try is not counted. False when
   * the commit is at fault, whatever the error looks like. Otherwise the delivery goes by the error.
   */
  readonly transient?: boolean;
}

/**
 * Takes what is stored: a projection, or a publisher. It is driven by a `Delivery`, which gives it the commits of each
 * stream in order, drops those that it has taken, and fetches those that are missing.
 *
 * Streams do not wait for each other. At least once: after a crash, or when two deliveries overlap, a commit may be
 * delivered again. A consumer that writes its position together with its effects takes each commit once.
 */
export interface Consumer {
  /** Its positions are kept under this name: with another one it starts from the beginning. */
  readonly name: string;

  /** Where its positions are kept. */
  readonly checkpoints: Checkpoints;

  /**
   * How many streams one call of `take` gets commits of, at most; the delivery's `streams` limits it further. The next
   * streams wait until all of these are taken, so that a slow one holds up the others. Default 1; set more when it
   * fills requests from several streams.
   */
  readonly streamsAtOnce?: number;

  /**
   * Takes commits and moves its positions past them, with `checkpoints.move`. The commits of one stream come in order
   * and without gaps, starting right after its position. When one fails, the position stays before it and the rest of
   * its stream is not taken; the other streams go on.
   *
   * @returns one failure for each stream that was not taken to its end. Where a move was refused, its
   * `CheckpointMovedError` is the `error`: the delivery reads the position and goes on from there.
   * @throws only when it can take nothing at all, whatever the commits: no try is counted then.
   */
  take(commits: readonly DeliveredCommit[], options?: TakeOptions): Promise<readonly ConsumeFailure[]>;
}
