import type {
  Appended,
  Commit,
  History,
  LoadOptions,
  RequestOptions,
  StoredCommit,
  TransactionalStore,
} from '@eventsource/core';

/** Tells how long each append to the store inside took. */
export class TimedStore implements TransactionalStore {
  constructor(
    private readonly inner: TransactionalStore,
    private readonly took: (milliseconds: number) => void,
  ) {}

  load(stream: string, options?: LoadOptions): Promise<History> {
    return this.inner.load(stream, options);
  }

  read(stream: string, version: number, options?: RequestOptions): Promise<StoredCommit | undefined> {
    return this.inner.read(stream, version, options);
  }

  append(commit: Commit, options?: RequestOptions): Promise<Appended> {
    return this.#timed(this.inner.append(commit, options));
  }

  appendAll(commits: readonly Commit[], options?: RequestOptions): Promise<readonly Appended[]> {
    return this.#timed(this.inner.appendAll(commits, options));
  }

  async #timed<T>(appending: Promise<T>): Promise<T> {
    const begin = performance.now();
    return appending.finally(() => this.took(performance.now() - begin));
  }
}
