import type { Checkpoints } from '../delivery/checkpoints.js';
import type { ConsumeFailure } from '../delivery/consumer.js';
import type { DeliveredCommit } from '../delivery/delivered-commit.js';
import type { TakingOptions } from '../delivery/delivery-options.js';
import { ConsumerTimeoutError } from '../errors/delivery-errors.js';
import { isEventSourceError } from '../errors/is-event-source-error.js';
import { withTimeLimit } from '../execution/time-limit.js';
import type { EventHandling } from './event-handling.js';

/** Commits of one stream that are one move: fewer moves, and a transaction that is not too large for most databases. */
const COMMITS_A_MOVE = 10;

type Commits = readonly DeliveredCommit[];

/** Takes commits of one stream, and moves a projection's position behind them. */
export class StreamTaking {
  constructor(
    private readonly consumer: string,
    private readonly checkpoints: Checkpoints,
    private readonly handling: EventHandling,
    private readonly options: TakingOptions,
  ) {}

  async take(commits: Commits): Promise<ConsumeFailure | undefined> {
    for (let from = 0; from < commits.length; from += COMMITS_A_MOVE) {
      const failure = await this.#takeTogether(commits.slice(from, from + COMMITS_A_MOVE));
      if (failure) return failure;
    }
    return undefined;
  }

  /**
   * When several cannot be taken in one move, they are taken one by one, so that those before the one at fault are. Then the
   * events of a commit likewise: a transaction may hold no two writes to one row.
   */
  async #takeTogether(commits: Commits): Promise<ConsumeFailure | undefined> {
    const failure = await this.#move(commits);
    if (!failure || this.#isNoFaultOf(failure)) return failure;
    if (isEventSourceError(failure.error, 'ConsumerTimeoutError')) {
      const before = commits.filter(({ first }) => first < failure.version);
      return (await this.#takeTogether(before)) ?? failure;
    }
    const parts = partsOf(commits);
    if (parts.length === 1) return failure;
    for (const part of parts) {
      const failure = await this.#takeTogether([part]);
      if (failure) return failure;
    }
    return undefined;
  }

  /** Whether one by one they would fail all the same: more requests to a database that is throttling make it worse. */
  #isNoFaultOf({ error }: ConsumeFailure): boolean {
    const { signal, isTransient } = this.options;
    return signal?.aborted === true || isTransient(error) || isEventSourceError(error, 'CheckpointMovedError');
  }

  async #move(commits: Commits): Promise<ConsumeFailure | undefined> {
    const [head] = commits;
    if (!head) return undefined;
    const { stream, first } = head;
    const move = { consumer: this.consumer, stream, from: first - 1, to: first - 1 + eventsIn(commits) };
    let at = first;
    const expired = () => new ConsumerTimeoutError(this.consumer, stream, at, this.options.timeout);
    try {
      await withTimeLimit({ ...this.options, expired }, (signal, step) => {
        const onEvent = (version: number) => {
          at = version;
          step();
        };
        const handle = async (transaction: unknown) => {
          await this.handling.handle(stream, commits, transaction, { signal, onEvent });
          // What is left is the move itself, which is of all commits.
          onEvent(first);
        };
        return this.checkpoints.move(move, handle, { signal });
      });
      return undefined;
    } catch (error) {
      const isExpired = isEventSourceError(error, 'ConsumerTimeoutError');
      return { stream, version: isExpired ? firstOf(commits, error.version) : first, error };
    }
  }
}

const eventsIn = (commits: Commits): number => commits.reduce((sum, { records }) => sum + records.length, 0);

/** Where the commit begins that holds this version. */
const firstOf = (commits: Commits, version: number): number =>
  commits.findLast(({ first }) => first <= version)?.first ?? version;

/** The commits of several; of one, its events. */
function partsOf(commits: Commits): Commits {
  const [only, ...others] = commits;
  if (!only || others.length > 0) return commits;
  return only.records.map((record, index) => ({ ...only, first: only.first + index, records: [record] }));
}
