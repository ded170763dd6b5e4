import { type Commit, type History, type Store, type StoredCommit, StreamVersion } from '@eventsource/core';

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
export const text = (data: Uint8Array | undefined): string => new TextDecoder().decode(data);

/** A commit of records of a few bytes after a version, with an id made of that version. */
export const commitTo = (stream: string, after: number, more: Partial<Commit> = {}): Commit => ({
  stream,
  after: StreamVersion.start.plus(after),
  id: bytes(`id-${after + 1}`),
  records: [bytes(`record-${after + 1}`)],
  ...more,
});

/** A snapshot that stands for a version. */
export const snapshotAt = (version: number, fingerprint = 'v1') => ({
  version,
  fingerprint,
  data: bytes(`state-${version}`),
});

/** Fills a new stream with commits of one record each, with a snapshot on every so many. */
export async function fill(store: Store, stream: string, count: number, every = Infinity, fingerprint = 'v1') {
  for (let after = 0; after < count; after++) {
    const snapshot = (after + 1) % every === 0 ? { snapshot: snapshotAt(after + 1, fingerprint) } : {};
    await store.append(commitTo(stream, after, snapshot));
  }
}

/** All commits of a history, page by page. */
export async function pagesOf(history: History): Promise<(readonly StoredCommit[])[]> {
  const pages: (readonly StoredCommit[])[] = [];
  for await (const page of history.pages) pages.push(page);
  return pages;
}

/** The first versions of all commits of a history, in the order they come. */
export const versionsOf = async (history: History): Promise<number[]> =>
  (await pagesOf(history)).flat().map(({ first }) => first);

export const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
