import {
  type Appended,
  AppendUnansweredError,
  type Commit,
  ConcurrencyError,
  type History,
  type LoadOptions,
  MemoryStore,
  type RequestOptions,
  type Store,
  type StoredCommit,
} from '@eventsource/core';

type Append = (commit: Commit) => Promise<Appended>;

/** What happens to one append, in place of the store doing it. */
export type Step = (append: Append, commit: Commit) => Promise<Appended>;

const unanswered = ({ stream, after }: Commit) => new AppendUnansweredError(stream, after.number);

/** The write is applied, its answer gets lost, and the client's second try finds its own commit in the slot. */
export const losesItsAnswer: Step = async (append, commit) => {
  await append(commit);
  return append(commit);
};

/** The write is applied, and no answer ever comes. */
export const isAppliedUnanswered: Step = async (append, commit) => {
  await append(commit);
  throw unanswered(commit);
};

/** The write gets lost on its way, and no answer ever comes. */
export const isLost: Step = async (_, commit) => {
  throw unanswered(commit);
};

export const failsWith =
  (error: Error): Step =>
  async () => {
    throw error;
  };

/** Something happens first. */
export const isPrecededBy =
  (happening: () => Promise<unknown>): Step =>
  async (append, commit) => {
    await happening();
    return append(commit);
  };

/** A store that logs what it is asked, and whose appends do what a script says, one step each, and then what they should. */
export class ScriptedStore implements Store {
  readonly calls: string[] = [];
  readonly #script: Step[] = [];
  #readFailure: Error | undefined;

  constructor(
    private readonly inner: Store = new MemoryStore(),
    /** As some emulators do, which show no item when a condition fails. */
    private readonly hidesWinners = false,
  ) {}

  next(...steps: readonly Step[]): void {
    this.#script.push(...steps);
  }

  /** From now on, nothing can be read. */
  failReads(error: Error): void {
    this.#readFailure = error;
  }

  /** What was asked since the last time. */
  get asked(): readonly string[] {
    return this.calls.splice(0);
  }

  async load(stream: string, options?: LoadOptions): Promise<History> {
    if (this.#readFailure) throw this.#readFailure;
    this.calls.push(options?.after === undefined ? 'load' : 'refresh');
    return this.inner.load(stream, options);
  }

  async read(stream: string, version: number, options?: RequestOptions): Promise<StoredCommit | undefined> {
    if (this.#readFailure) throw this.#readFailure;
    this.calls.push('read');
    return this.inner.read(stream, version, options);
  }

  async append(commit: Commit, options?: RequestOptions): Promise<Appended> {
    this.calls.push('append');
    const step = this.#script.shift() ?? ((append) => append(commit));
    try {
      return await step((sent) => this.inner.append(sent, options), commit);
    } catch (error) {
      if (!this.hidesWinners || !(error instanceof ConcurrencyError)) throw error;
      throw new ConcurrencyError(error.stream, error.expectedVersion);
    }
  }
}
