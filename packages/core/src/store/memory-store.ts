import { ConcurrencyError } from '../errors/concurrency-error.js';
import { MalformedStreamError } from '../errors/malformed-stream-error.js';
import type { Commit, StoredCommit } from './commit.js';
import type { Appended, History, LoadOptions, RequestOptions, Store } from './store.js';

/**
 * Keeps streams in memory, for tests and demonstrations. It is as strict as a database: writers race, what is stored is a
 * copy, and a commit that would leave a gap is refused.
 */
export class MemoryStore implements Store {
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
      ...(snapshot && { snapshot: { ...snapshot, data: snapshot.data.slice() } }),
      pages: pagesOf(page),
    };
  }

  async read(stream: string, version: number, { signal }: RequestOptions = {}): Promise<StoredCommit | undefined> {
    signal?.throwIfAborted();
    const commit = this.#commits(stream).find((commit) => first(commit) === version);
    return commit && stored(commit);
  }

  async append(commit: Commit, { signal }: RequestOptions = {}): Promise<Appended> {
    signal?.throwIfAborted();
    const { stream, after, records, snapshot } = commit;
    const commits = this.#commits(stream);
    const newest = commits.at(-1);
    const version = newest ? newest.after.number + newest.records.length : 0;
    if (records.length === 0) throw new RangeError(`A commit to stream "${stream}" holds no records.`);
    if (after.number < version) {
      const winner = commits.find((other) => other.after.number === after.number);
      throw new ConcurrencyError(stream, after.number, winner && stored(winner));
    }
    if (after.number > version) {
      throw new MalformedStreamError(stream, version + 1, `a commit after version ${after.number} would leave a gap.`);
    }
    commits.push(copy(commit));
    this.#streams.set(stream, commits);
    return { snapshotStored: snapshot !== undefined };
  }

  #commits(stream: string): Commit[] {
    return this.#streams.get(stream) ?? [];
  }
}

const first = (commit: Commit) => commit.after.number + 1;

const copy = (commit: Commit): Commit => ({
  ...commit,
  id: commit.id.slice(),
  records: commit.records.map((record) => record.slice()),
  ...(commit.snapshot && { snapshot: { ...commit.snapshot, data: commit.snapshot.data.slice() } }),
});

const stored = (commit: Commit): StoredCommit => ({
  first: first(commit),
  id: commit.id.slice(),
  records: commit.records.map((record) => record.slice()),
});

async function* pagesOf(commits: readonly StoredCommit[]): AsyncIterable<readonly StoredCommit[]> {
  if (commits.length > 0) yield commits;
}
