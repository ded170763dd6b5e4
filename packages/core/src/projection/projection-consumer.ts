import { call } from '../aggregate/live-aggregate.js';
import { classOf } from '../decorators/class.js';
import { byStream } from '../delivery/by-stream.js';
import type { Checkpoints } from '../delivery/checkpoints.js';
import type { ConsumeFailure, ConsumeOptions, Consumer } from '../delivery/consumer.js';
import type { DeliveredCommit } from '../delivery/delivered-commit.js';
import { isEventSourceError } from '../errors/is-event-source-error.js';
import { ProjectionError } from '../errors/projection-errors.js';
import { InvalidStreamError } from '../errors/store-errors.js';
import { withSignal } from '../execution/cancellation.js';
import type { StreamAddress } from '../repository/stream-name.js';
import type { Serializer } from '../serialization/serializer.js';
import type { ProjectionDescription } from './projection-description.js';

/** Commits of one stream that are one move: fewer moves, and a transaction that is not too large for most databases. */
const COMMITS_A_MOVE = 10;

/** What a projection needs of its application. */
export interface ProjectionSurroundings {
  readonly checkpoints: Checkpoints;
  readonly serializer: Serializer;
  readonly addressOf: (stream: string) => StreamAddress | undefined;
}

/** Gives events to a projection's handlers: those of a stream one after another, streams side by side. */
export class ProjectionConsumer implements Consumer {
  readonly name: string;
  readonly checkpoints: Checkpoints;

  /** @param instance gives the projection when it is first needed. */
  constructor(
    private readonly description: ProjectionDescription,
    private readonly instance: () => object,
    private readonly surroundings: ProjectionSurroundings,
  ) {
    this.name = description.name;
    this.checkpoints = surroundings.checkpoints;
  }

  async take(commits: readonly DeliveredCommit[], options: ConsumeOptions = {}): Promise<readonly ConsumeFailure[]> {
    const streams = byStream(commits);
    const failures = await Promise.all([...streams.values()].map((commits) => this.#takeStream(commits, options)));
    return failures.filter((failure) => failure !== undefined);
  }

  async #takeStream(commits: readonly DeliveredCommit[], options: ConsumeOptions): Promise<ConsumeFailure | undefined> {
    for (let from = 0; from < commits.length; from += COMMITS_A_MOVE) {
      const failure = await this.#takeTogether(commits.slice(from, from + COMMITS_A_MOVE), options);
      if (failure) return failure;
    }
    return undefined;
  }

  /**
   * When several cannot be taken in one move, they are taken one by one, so that those before the one at fault are. Then the
   * events of a commit likewise: a transaction may hold no two writes to one row.
   */
  async #takeTogether(
    commits: readonly DeliveredCommit[],
    options: ConsumeOptions,
  ): Promise<ConsumeFailure | undefined> {
    const failure = await this.#move(commits, options);
    const parts = partsOf(commits);
    if (!failure || parts.length === 1 || isEventSourceError(failure.error, 'CheckpointMovedError')) return failure;
    for (const part of parts) {
      const failure = await this.#takeTogether([part], options);
      if (failure) return failure;
    }
    return undefined;
  }

  async #move(commits: readonly DeliveredCommit[], options: ConsumeOptions): Promise<ConsumeFailure | undefined> {
    const [head] = commits;
    if (!head) return undefined;
    const { stream, first } = head;
    const count = commits.reduce((sum, { records }) => sum + records.length, 0);
    const move = { consumer: this.name, stream, from: first - 1, to: first - 1 + count };
    const run = () =>
      this.checkpoints.move(move, (transaction) => this.#handle(stream, commits, transaction, options), options);
    try {
      await (options.signal ? withSignal(options.signal, run) : run());
      return undefined;
    } catch (error) {
      return { stream, version: first, error, ...(isTransient(error) && { transient: true }) };
    }
  }

  async #handle(
    stream: string,
    commits: readonly DeliveredCommit[],
    transaction: unknown,
    { signal }: ConsumeOptions,
  ): Promise<void> {
    const address = this.surroundings.addressOf(stream);
    if (!address)
      throw new InvalidStreamError(stream, 'it is the name of no aggregate: see streamAddress of a module.');
    const { aggregate, aggregateId, tenant } = address;
    for (const { first, records, location } of commits) {
      for (const [index, record] of records.entries()) {
        signal?.throwIfAborted();
        const version = first + index;
        const { event, time, metadata } = this.surroundings.serializer.deserialize(record, {
          stream,
          version,
          location,
        });
        const context = { aggregate, aggregateId, tenant, stream, version, time, metadata, transaction };
        await this.#apply(event, context);
      }
    }
  }

  /** An event that it has no handler for is passed over. */
  async #apply(event: object, context: { readonly stream: string; readonly version: number }): Promise<void> {
    const eventClass = classOf(event);
    const handler = eventClass && this.description.events.get(eventClass);
    if (!handler) return;
    try {
      await call(this.instance(), handler.method, event, context);
    } catch (cause) {
      throw new ProjectionError(this.name, context.stream, context.version, eventClass.name, { cause });
    }
  }
}

/** The commits of several; of one, its events. */
function partsOf(commits: readonly DeliveredCommit[]): readonly DeliveredCommit[] {
  const [only, ...others] = commits;
  if (!only || others.length > 0) return commits;
  return only.records.map((record, index) => ({ ...only, first: only.first + index, records: [record] }));
}

/** A database that is throttling, or away, says nothing against the commit. */
function isTransient(error: unknown): boolean {
  if (isEventSourceError(error, 'ThrottledError') || isEventSourceError(error, 'StoreUnavailableError')) return true;
  return isEventSourceError(error, 'ProjectionError') && isTransient(error.cause);
}
