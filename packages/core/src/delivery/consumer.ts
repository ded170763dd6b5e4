import type { Checkpoints } from './checkpoints.js';
import type { DeliveredCommit } from './delivered-commit.js';

export interface ConsumeOptions {
  /** Ends waiting and sending. What was taken until then stays taken. */
  readonly signal?: AbortSignal;
}

/** How a delivery wants commits to be taken. */
export interface TakeOptions extends ConsumeOptions {
  /**
   * Milliseconds after which work on one event, or a move, is to be left behind, so that a request that never ends holds up
   * its stream only.
   */
  readonly timeout?: number;
  /**
   * Whether what failed passes by itself, so that to try other ways of taking the commit is of no use. What the consumer
   * answers with need not say so: the delivery asks this itself.
   */
  readonly isTransient?: (error: unknown) => boolean;
}

/** A commit that a consumer could not take. */
export interface ConsumeFailure {
  readonly stream: string;
  /** Of the commit's first event, as the consumer was given it; 1 where its position could not be read. */
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
 * Streams do not wait for each other. At least once: after a crash, or when two deliveries overlap, a commit may come again;
 * who writes the position together with what it does takes it once.
 */
export interface Consumer {
  /** Its positions are kept under this name: with another one it starts from the beginning. */
  readonly name: string;

  /** Where its positions are kept. */
  readonly checkpoints: Checkpoints;

  /**
   * How many streams it wants the next commits of in one call of `take`, at the most: of no more than are worked on side by
   * side. Others get their turn when it has taken all of them, so that a slow one holds up the others. Default 1; more where it
   * fills requests from several streams.
   */
  readonly streamsAtOnce?: number;

  /**
   * Takes commits and moves its positions behind them, by `checkpoints.move`. Those of one stream are in order, the first is
   * the one after its position, and there are no gaps. What fails stays where it is, and so does what comes after it in the
   * same stream; the other streams go on.
   *
   * @returns one failure for each stream that was not taken to its end. Where a move was refused, its
   * `CheckpointMovedError` is the `error`: the delivery reads the position and goes on from there.
   * @throws only when it can take nothing at all, whatever the commits: no try is counted then.
   */
  take(commits: readonly DeliveredCommit[], options?: TakeOptions): Promise<readonly ConsumeFailure[]>;
}
