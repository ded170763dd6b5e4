import type { StoredCommit } from '../commit/commit.js';
import { MalformedStreamError } from '../errors/malformed-stream-error.js';
import type { Store } from '../store/store.js';
import type { ConsumeOptions } from './consumer.js';
import type { DeliveredCommit } from './delivered-commit.js';

/** What a delivery needs of a store. */
export type LoadsStreams = Pick<Store, 'load'>;

/** Commits being read from the store. */
interface Reading {
  readonly pages: AsyncIterator<readonly StoredCommit[]>;
  readonly after: number;
  readonly upTo: number;
  /** Whether it began before the position. */
  readonly isBehind: boolean;
  /** Whether it has brought nothing. */
  isEmpty: boolean;
  /** Whether it has brought what was not taken. */
  hasGoneOn: boolean;
}

/** In versions. No commit that the Go library wrote is longer, and few others are. */
const LOOK_BACK = 100;

/** Where to go on along a stream: over the commits that are at hand, and over those of the store where some are missing. */
export class StreamCursor {
  /** The version up to which the consumer has taken the stream; unknown until it is read. */
  position: number | undefined;
  /** How often in a row the consumer was elsewhere than thought. */
  misplaced = 0;
  /** In order of their first version, possibly overlapping. */
  readonly #atHand: DeliveredCommit[];
  #reading: Reading | undefined;

  /** @param toTheEnd goes on behind the commits that have arrived, to the end of what is stored. */
  constructor(
    readonly stream: string,
    arrived: readonly DeliveredCommit[],
    private readonly toTheEnd: boolean,
    private readonly store: LoadsStreams,
  ) {
    this.#atHand = arrived.filter(({ records }) => records.length > 0).sort((one, other) => one.first - other.first);
  }

  /** All of these were taken. */
  advance(commits: readonly DeliveredCommit[]): number {
    const version = Math.max(this.#at, ...commits.map(lastOf));
    this.position = version;
    this.misplaced = 0;
    return version;
  }

  /** The version that the consumer is to get next, as far as is known. */
  get next(): number {
    return this.#at + 1;
  }

  /** Whether it is known to be at the end. */
  get isAtEnd(): boolean {
    return !this.toTheEnd && this.#atHand.length === 0;
  }

  /** The next commits, without a gap; none at the end. At most so many, and at most one page of the store. */
  async step(limit: number, options: ConsumeOptions): Promise<readonly DeliveredCommit[]> {
    for (;;) {
      const run = this.#run(limit);
      const [ahead] = this.#atHand;
      if (run.length > 0 || (!ahead && !this.toTheEnd)) return run;
      const page = await this.#page(ahead ? ahead.first - 1 : Infinity, options);
      if (!page) return [];
      this.#atHand.unshift(...page.map((commit) => ({ ...commit, stream: this.stream })));
    }
  }

  /** The consumer is elsewhere than thought, and these were not taken: it is to go on from wherever it is. */
  leave(commits: readonly DeliveredCommit[]): void {
    this.#atHand.unshift(...commits);
    this.position = undefined;
    this.misplaced += 1;
  }

  /** A store that cannot end a reading has nothing to say that matters any more. */
  async close(): Promise<void> {
    const reading = this.#reading;
    this.#reading = undefined;
    await reading?.pages.return?.().catch(() => {});
  }

  get #at(): number {
    return this.position ?? 0;
  }

  /** Takes from what is at hand as far as it goes on; drops what is behind, cuts what is begun. */
  #run(limit: number): DeliveredCommit[] {
    const run: DeliveredCommit[] = [];
    let at = this.#at;
    while (run.length < limit) {
      const [commit] = this.#atHand;
      if (!commit || commit.first > at + 1) break;
      this.#atHand.shift();
      if (lastOf(commit) <= at) continue;
      run.push(cut(commit, at));
      at = lastOf(commit);
    }
    return run;
  }

  /** The next page of what is missing; `undefined` at the end of the stream. */
  async #page(upTo: number, options: ConsumeOptions): Promise<readonly StoredCommit[] | undefined> {
    const reading = await this.#readingUpTo(upTo, options);
    const page = await reading.pages.next();
    if (!page.done) {
      reading.isEmpty &&= page.value.length === 0;
      reading.hasGoneOn ||= page.value.some((commit) => lastOf(commit) > this.#at);
      return page.value;
    }
    this.#reading = undefined;
    if (upTo === Infinity && showsTheEnd(reading)) return undefined;
    await this.#lookBack(reading, options);
    return [];
  }

  /**
   * What begins after the position does not go on there. The position may lie inside a commit, which begins before it: a
   * little, as a rule, so that not the whole stream has to be loaded.
   */
  async #lookBack({ after, upTo }: Reading, options: ConsumeOptions): Promise<void> {
    if (after === 0) {
      const problem = `it is missing in the store, and the next one that is there, or has been announced, is ${upTo + 1}.`;
      throw new MalformedStreamError(this.stream, this.#at + 1, problem);
    }
    const near = Math.max(0, this.#at - LOOK_BACK);
    await this.#read(after > near ? near : 0, upTo, options);
  }

  async #readingUpTo(upTo: number, options: ConsumeOptions): Promise<Reading> {
    if (this.#reading?.upTo === upTo) return this.#reading;
    await this.close();
    return this.#read(this.#at, upTo, options);
  }

  async #read(after: number, upTo: number, { signal }: ConsumeOptions): Promise<Reading> {
    const { pages } = await this.store.load(this.stream, {
      ...(after > 0 && { after }),
      ...(upTo !== Infinity && { upTo }),
      ...(signal && { signal }),
    });
    const isBehind = after < this.#at;
    this.#reading = { pages: pages[Symbol.asyncIterator](), after, upTo, isBehind, isEmpty: true, hasGoneOn: false };
    return this.#reading;
  }
}

/**
 * Whether a reading to the end, which is over, has shown that the stream ends at the position: by the commits right before it.
 * Where it has brought none, the one that the position lies in, or the one before it, may have begun before the reading did.
 */
const showsTheEnd = ({ after, isBehind, isEmpty, hasGoneOn }: Reading): boolean =>
  hasGoneOn || after === 0 || (isBehind && !isEmpty);

const lastOf = ({ first, records }: StoredCommit): number => first + records.length - 1;

/** A commit of which the first events are taken. */
const cut = (commit: DeliveredCommit, at: number): DeliveredCommit =>
  commit.first > at ? commit : { ...commit, first: at + 1, records: commit.records.slice(at + 1 - commit.first) };
