import { byStream } from '../delivery/by-stream.js';
import type { Checkpoints } from '../delivery/checkpoints.js';
import type { ConsumeFailure, Consumer, TakeOptions } from '../delivery/consumer.js';
import type { DeliveredCommit } from '../delivery/delivered-commit.js';
import { isTransient } from '../delivery/transient.js';
import { isEventSourceError } from '../errors/is-event-source-error.js';
import { withSignal } from '../execution/cancellation.js';
import { EventHandling, type EventReading } from './event-handling.js';
import type { ProjectionDescription } from './projection-description.js';

/** Commits of one stream that are one move: fewer moves, and a transaction that is not too large for most databases. */
const COMMITS_A_MOVE = 10;

/** What a projection needs of its application. */
export interface ProjectionSurroundings extends EventReading {
  readonly checkpoints: Checkpoints;
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

  /** @throws what the constructor of the projection throws, since then no commit is at fault. */
  async take(commits: readonly DeliveredCommit[], options: TakeOptions = {}): Promise<readonly ConsumeFailure[]> {
    const handling = new EventHandling(this.description, this.instance(), this.surroundings);
    const streams = [...byStream(commits).values()];
    const failures = await Promise.all(streams.map((commits) => this.#takeStream(handling, commits, options)));
    return failures.filter((failure) => failure !== undefined);
  }

  async #takeStream(
    handling: EventHandling,
    commits: readonly DeliveredCommit[],
    options: TakeOptions,
  ): Promise<ConsumeFailure | undefined> {
    for (let from = 0; from < commits.length; from += COMMITS_A_MOVE) {
      const failure = await this.#takeTogether(handling, commits.slice(from, from + COMMITS_A_MOVE), options);
      if (failure) return failure;
    }
    return undefined;
  }

  /**
   * When several cannot be taken in one move, they are taken one by one, so that those before the one at fault are. Then the
   * events of a commit likewise: a transaction may hold no two writes to one row.
   */
  async #takeTogether(
    handling: EventHandling,
    commits: readonly DeliveredCommit[],
    options: TakeOptions,
  ): Promise<ConsumeFailure | undefined> {
    const failure = await this.#move(handling, commits, options);
    const parts = partsOf(commits);
    if (!failure || parts.length === 1 || isNoFaultOfCommits(failure, options)) return failure;
    for (const part of parts) {
      const failure = await this.#takeTogether(handling, [part], options);
      if (failure) return failure;
    }
    return undefined;
  }

  async #move(
    handling: EventHandling,
    commits: readonly DeliveredCommit[],
    options: TakeOptions,
  ): Promise<ConsumeFailure | undefined> {
    const [head] = commits;
    if (!head) return undefined;
    const { stream, first } = head;
    const count = commits.reduce((sum, { records }) => sum + records.length, 0);
    const move = { consumer: this.name, stream, from: first - 1, to: first - 1 + count };
    const run = () =>
      this.checkpoints.move(move, (transaction) => handling.handle(stream, commits, transaction, options), options);
    try {
      await (options.signal ? withSignal(options.signal, run) : run());
      return undefined;
    } catch (error) {
      return { stream, version: first, error };
    }
  }
}

/** Whether one by one they would fail all the same: more requests to a database that is throttling make it worse. */
const isNoFaultOfCommits = (
  { error }: ConsumeFailure,
  { signal, isTransient: passes = isTransient }: TakeOptions,
): boolean => signal?.aborted === true || passes(error) || isEventSourceError(error, 'CheckpointMovedError');

/** The commits of several; of one, its events. */
function partsOf(commits: readonly DeliveredCommit[]): readonly DeliveredCommit[] {
  const [only, ...others] = commits;
  if (!only || others.length > 0) return commits;
  return only.records.map((record, index) => ({ ...only, first: only.first + index, records: [record] }));
}
