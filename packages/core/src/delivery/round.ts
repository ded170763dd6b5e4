import type { LRUCache } from 'lru-cache';
import { DeliveryAbortedError } from '../errors/delivery-errors.js';
import { isEventSourceError } from '../errors/is-event-source-error.js';
import type { Checkpoint } from './checkpoints.js';
import type { ConsumeFailure, Consumer, TakeOptions } from './consumer.js';
import type { DeliveredCommit } from './delivered-commit.js';
import type { StreamCursor } from './stream-cursor.js';

/** How often in a row a consumer may be elsewhere than thought before its stream is left for later. */
const MISPLACED = 10;

/** A failure, and what was to be taken. */
export interface Failed {
  readonly failure: ConsumeFailure;
  readonly commits: readonly DeliveredCommit[];
}

/** The next commits of one stream. */
interface Step {
  readonly cursor: StreamCursor;
  readonly commits: readonly DeliveredCommit[];
}

/** Gives a consumer the next commits of several streams at once. */
export class Round {
  readonly failed: Failed[] = [];

  constructor(
    private readonly consumer: Consumer,
    private readonly remembered: LRUCache<string, number>,
    private readonly options: Required<Pick<TakeOptions, 'isTransient'>> & TakeOptions,
  ) {}

  /** @param limit commits of each. @returns those that are not at their end. */
  async run(cursors: readonly StreamCursor[], limit: number): Promise<readonly StreamCursor[]> {
    if (this.options.signal?.aborted) return this.#giveBack(cursors);
    const placed = await this.#place(cursors);
    const steps = await Promise.all(placed.map((cursor) => this.#load(cursor, limit)));
    const full = steps.filter((step) => step !== undefined);
    const failures = await this.#take(full);
    const ends = await Promise.all(full.map((step) => this.#settle(step, failures.get(step.cursor.stream))));
    return ends.filter((cursor) => cursor !== undefined);
  }

  async #giveBack(cursors: readonly StreamCursor[]): Promise<[]> {
    for (const cursor of cursors) await this.#fail(cursor, this.options.signal?.reason, { transient: true });
    return [];
  }

  /** Reads the positions that are not known. @returns the streams that are not stopped. */
  async #place(cursors: readonly StreamCursor[]): Promise<readonly StreamCursor[]> {
    for (const cursor of cursors) cursor.position ??= this.remembered.get(cursor.stream);
    const unknown = cursors.filter(({ position }) => position === undefined);
    if (unknown.length === 0) return cursors;
    const known = cursors.filter(({ position }) => position !== undefined);
    try {
      const checkpoints = await this.#read(unknown);
      const met = unknown.filter((cursor) => this.#meet(cursor, checkpoints.get(cursor.stream)));
      return [...known, ...met];
    } catch (error) {
      for (const cursor of unknown) await this.#fail(cursor, error, { transient: true });
      return known;
    }
  }

  #read(cursors: readonly StreamCursor[]): Promise<ReadonlyMap<string, Checkpoint>> {
    const { name, checkpoints } = this.consumer;
    const streams = cursors.map(({ stream }) => stream);
    return checkpoints.read(name, streams, this.options);
  }

  /** @returns false for a stream that is stopped. */
  #meet(cursor: StreamCursor, { version, stopped }: Checkpoint = { version: 0, tries: 0, stopped: false }): boolean {
    cursor.position = version;
    if (!stopped) this.remembered.set(cursor.stream, version);
    return !stopped;
  }

  async #load(cursor: StreamCursor, limit: number): Promise<Step | undefined> {
    try {
      const commits = await cursor.step(limit, this.options);
      return commits.length > 0 ? { cursor, commits } : undefined;
    } catch (error) {
      await this.#fail(cursor, error, { transient: !isFinal(error) });
      return undefined;
    }
  }

  async #take(steps: readonly Step[]): Promise<ReadonlyMap<string, ConsumeFailure>> {
    if (steps.length === 0) return new Map();
    try {
      const failures = await this.consumer.take(
        steps.flatMap(({ commits }) => commits),
        this.options,
      );
      return new Map(failures.map((failure) => [failure.stream, failure]));
    } catch (error) {
      const failures = steps.map(({ cursor: { stream, next } }) => ({ stream, version: next, error, transient: true }));
      return new Map(failures.map((failure) => [failure.stream, failure]));
    }
  }

  /** @returns the cursor when it is to go on. */
  async #settle({ cursor, commits }: Step, failure: ConsumeFailure | undefined): Promise<StreamCursor | undefined> {
    if (!failure) {
      this.remembered.set(cursor.stream, cursor.advance(commits));
      return cursor;
    }
    const moved = isEventSourceError(failure.error, 'CheckpointMovedError');
    if (!moved || cursor.misplaced >= MISPLACED) {
      const transient = moved || failure.transient || this.options.isTransient(failure.error);
      await this.#fail(cursor, failure.error, { ...failure, transient }, commits);
      return undefined;
    }
    this.remembered.delete(cursor.stream);
    cursor.leave(commits);
    return cursor;
  }

  async #fail(
    cursor: StreamCursor,
    cause: unknown,
    { version = cursor.next, transient = false }: { readonly version?: number; readonly transient?: boolean },
    commits: readonly DeliveredCommit[] = [],
  ): Promise<void> {
    const { stream } = cursor;
    const { signal } = this.options;
    this.remembered.delete(stream);
    await cursor.close();
    const aborted = signal?.aborted ?? false;
    const error = aborted ? new DeliveryAbortedError(this.consumer.name, stream, { cause }) : cause;
    this.failed.push({
      failure: { stream, version, error, ...((transient || aborted) && { transient: true }) },
      commits,
    });
  }
}

/** Loading the stream again will not help. All else that a load may fail of lies with the store. */
const isFinal = (error: unknown): boolean =>
  isEventSourceError(error, 'MalformedStreamError') ||
  isEventSourceError(error, 'TenantRequiredError') ||
  isEventSourceError(error, 'InvalidStreamError');
