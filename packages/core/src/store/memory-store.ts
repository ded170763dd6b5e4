import type { Commit, Snapshot, StoredCommit } from '../commit/commit.js';
import { ConcurrencyError } from '../errors/concurrency-error.js';
import { MalformedStreamError } from '../errors/malformed-stream-error.js';
import { TransactionsUnsupportedError } from '../errors/store-errors.js';
import type { Companion, CompanionStore } from './companion.js';
import type { Appended, History, LoadOptions, RequestOptions, TransactionalStore } from './store.js';

/** A companion that changes what lies in the memory of this process. */
export interface MemoryCompanion extends Companion {
  /**
   * Checks whether the change may be made, without making it.
   *
   * @returns a function that makes it at once and must not fail.
   * @throws {CompanionRefusedError}
   */
  prepare(): () => void;
}

const isInMemory = (companion: Companion): companion is MemoryCompanion =>
  'prepare' in companion && typeof companion.prepare === 'function';

/**
 * Keeps streams in memory, for tests and demonstrations. It is as strict as a database: writers race, what is stored is a
 * copy, and a commit that would leave a gap is refused.
 */
export class MemoryStore implements TransactionalStore, CompanionStore {
  readonly #streams = new Map<string, Commit[]>();

  async load(stream: string, { snapshots, after = 0, upTo = Infinity, signal }: LoadOptions = {}): Promise<History> {
    signal?.throwIfAborted();
    const commits = this.#commits(stream).filter((commit) => first(commit) <= upTo);
    const snapshot =
      snapshots &&
      commits.findLast(({ snapshot }) => snapshot?.fingerprint === snapshots.fingerprint && snapshot.version <= upTo)
        ?.snapshot;
    const from = snapshot?.version ?? after;
    const page = commits.filter((commit) => first(commit) > from).map(stored);
    return {
      ...(snapshot && { snapshot: copyOfSnapshot(snapshot) }),
      pages: pagesOf(page),
    };
  }

  async read(stream: string, version: number, { signal }: RequestOptions = {}): Promise<StoredCommit | undefined> {
    signal?.throwIfAborted();
    const commit = this.#commits(stream).find((commit) => first(commit) === version);
    return commit && stored(commit);
  }

  async append(commit: Commit, options: RequestOptions = {}): Promise<Appended> {
    const [appended] = await this.appendAll([commit], options);
    return appended ?? { snapshotStored: false };
  }

  async appendAll(commits: readonly Commit[], options: RequestOptions = {}): Promise<readonly Appended[]> {
    return this.appendWith(commits, [], options);
  }

  async appendWith(
    commits: readonly Commit[],
    companions: readonly Companion[],
    { signal }: RequestOptions = {},
  ): Promise<readonly Appended[]> {
    signal?.throwIfAborted();
    refuseRepeatedStreams(commits);
    if (!companions.every(isInMemory)) throw new TransactionsUnsupportedError();
    for (const commit of commits) this.#check(commit);
    const changes = companions.map((companion) => companion.prepare());
    for (const commit of commits) this.#take(copy(commit));
    for (const change of changes) change();
    return commits.map(({ snapshot }) => ({ snapshotStored: snapshot !== undefined }));
  }

  #take(commit: Commit): void {
    const commits = this.#commits(commit.stream);
    commits.push(commit);
    this.#streams.set(commit.stream, commits);
  }

  #check({ stream, after, records, snapshot }: Commit): void {
    const commits = this.#commits(stream);
    const newest = commits.at(-1);
    const version = newest ? last(newest) : 0;
    if (records.length === 0) throw new RangeError(`A commit to stream "${stream}" holds no records.`);
    if (snapshot && snapshot.version !== after.number + records.length) {
      throw new RangeError(`A commit to stream "${stream}" carries a snapshot of another version than its own.`);
    }
    if (after.number < version) {
      const winner = commits.find((other) => other.after.number === after.number);
      throw new ConcurrencyError(stream, after.number, winner && stored(winner));
    }
    if (after.number > version) {
      throw new MalformedStreamError(stream, version + 1, `a commit after version ${after.number} would leave a gap.`);
    }
  }

  #commits(stream: string): Commit[] {
    return this.#streams.get(stream) ?? [];
  }
}

function refuseRepeatedStreams(commits: readonly Commit[]): void {
  if (new Set(commits.map(({ stream }) => stream)).size === commits.length) return;
  throw new RangeError('Two commits to one stream cannot be appended together.');
}

const first = ({ after }: Commit) => after.number + 1;
const last = ({ after, records }: Commit) => after.number + records.length;

const copy = (commit: Commit): Commit => ({
  ...commit,
  id: copyOf(commit.id),
  records: commit.records.map(copyOf),
  ...(commit.snapshot && { snapshot: copyOfSnapshot(commit.snapshot) }),
});

const stored = (commit: Commit): StoredCommit => ({
  first: first(commit),
  id: copyOf(commit.id),
  records: commit.records.map(copyOf),
});

const copyOfSnapshot = (snapshot: Snapshot): Snapshot => ({ ...snapshot, data: copyOf(snapshot.data) });

/** `slice` would do for a Uint8Array; that of a Buffer is a view. */
const copyOf = (bytes: Uint8Array): Uint8Array => Uint8Array.from(bytes);

async function* pagesOf(commits: readonly StoredCommit[]): AsyncIterable<readonly StoredCommit[]> {
  if (commits.length > 0) yield commits;
}
