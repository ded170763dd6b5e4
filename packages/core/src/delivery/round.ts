import { isEventSourceError } from '../errors/is-event-source-error.js';
import type { ConsumeFailure, Consumer } from './consumer.js';
import type { DeliveredCommit } from './delivered-commit.js';
import type { TakingOptions } from './delivery-options.js';
import type { Failures } from './failures.js';
import type { Positions } from './positions.js';
import type { StreamCursor } from './stream-cursor.js';

/** How often in a row a consumer may be elsewhere than thought before its stream is left for later. */
const MISPLACED = 10;

/** The next commits of one stream. */
interface Step {
  readonly cursor: StreamCursor;
  readonly commits: readonly DeliveredCommit[];
}

/** Gives a consumer the next commits of one stream, or of several at once. */
export class Round {
  /** @param limit commits of each stream. */
  constructor(
    private readonly consumer: Consumer,
    private readonly limit: number,
    private readonly positions: Positions,
    private readonly failures: Failures,
    private readonly options: TakingOptions,
  ) {}

  /** @returns those that are not at their end. One whose position has turned out wrong has none. */
  async run(cursors: readonly StreamCursor[]): Promise<readonly StreamCursor[]> {
    if (this.options.signal?.aborted) return this.#giveBack(cursors);
    const steps = await Promise.all(cursors.map((cursor) => this.#load(cursor)));
    const full = steps.filter((step) => step !== undefined);
    const failures = await this.#take(full);
    const ends = await Promise.all(full.map((step) => this.#settle(step, failures.get(step.cursor.stream))));
    return ends.filter((cursor) => cursor !== undefined);
  }

  async #giveBack(cursors: readonly StreamCursor[]): Promise<[]> {
    const error = this.options.signal?.reason;
    for (const cursor of cursors) await this.failures.add(cursor, { error, transient: true });
    return [];
  }

  async #load(cursor: StreamCursor): Promise<Step | undefined> {
    try {
      const commits = await cursor.step(this.limit, this.options);
      return commits.length > 0 ? { cursor, commits } : undefined;
    } catch (error) {
      await this.failures.add(cursor, { error, transient: !isFinal(error) });
      return undefined;
    }
  }

  async #take(steps: readonly Step[]): Promise<ReadonlyMap<string, ConsumeFailure>> {
    if (steps.length === 0) return new Map();
    try {
      const commits = steps.flatMap(({ commits }) => commits);
      const failures = await this.consumer.take(commits, this.options);
      return new Map(failures.map((failure) => [failure.stream, failure]));
    } catch (error) {
      const failures = steps.map(({ cursor: { stream, next } }) => ({ stream, version: next, error, transient: true }));
      return new Map(failures.map((failure) => [failure.stream, failure]));
    }
  }

  /** @returns the cursor when it is to go on. */
  async #settle({ cursor, commits }: Step, failure: ConsumeFailure | undefined): Promise<StreamCursor | undefined> {
    if (!failure) {
      this.positions.remember(cursor.stream, cursor.advance(commits));
      return cursor.isAtEnd ? undefined : cursor;
    }
    const moved = isEventSourceError(failure.error, 'CheckpointMovedError');
    if (!moved || cursor.misplaced >= MISPLACED) {
      const transient = moved || (failure.transient ?? this.options.isTransient(failure.error));
      await this.failures.add(cursor, { ...failure, transient }, commits);
      return undefined;
    }
    this.positions.forget(cursor.stream);
    cursor.leave(commits);
    return cursor;
  }
}

/** Loading the stream again will not help. All else that a load may fail of lies with the store. */
const isFinal = (error: unknown): boolean =>
  isEventSourceError(error, 'MalformedStreamError') ||
  isEventSourceError(error, 'TenantRequiredError') ||
  isEventSourceError(error, 'InvalidStreamError');
