import {
  type Commit,
  type DeliveredCommit,
  type History,
  type LoadOptions,
  MemoryStore,
  type Store,
  StreamVersion,
} from '@eventsource/core';

/** Commits of these lengths, with records that say where they are: `a@1`, `a@2` … */
export function commitsOf(stream: string, lengths: readonly number[]): DeliveredCommit[] {
  let version = 0;
  return lengths.map((length) => {
    const first = version + 1;
    version += length;
    const records = Array.from({ length }, (_, index) => Buffer.from(`${stream}@${first + index}`));
    return { stream, first, records, id: Buffer.from(`${stream}#${first}`) };
  });
}

/** All of them in a store. */
export async function storeOf(...streams: readonly (readonly DeliveredCommit[])[]): Promise<MemoryStore> {
  const store = new MemoryStore();
  for (const commit of streams.flat()) await store.append(appendable(commit));
  return store;
}

export const appendable = ({ stream, first, records, id }: DeliveredCommit): Commit => ({
  stream,
  after: StreamVersion.start.plus(first - 1),
  id: id ?? new Uint8Array(),
  records,
});

/** A store with what was asked of it, and pages of so many commits. */
export function paged(inner: Store, size: number) {
  const loads: string[] = [];
  const store = {
    loads,
    /** Commits that were read. */
    read: 0,
    load: async (stream: string, options: LoadOptions = {}): Promise<History> => {
      const { after = 0, upTo } = options;
      loads.push(`${stream} after ${after}${upTo === undefined ? '' : ` up to ${upTo}`}`);
      const { pages } = await inner.load(stream, options);
      return { pages: inPages(pages, size, (count) => (store.read += count)) };
    },
  };
  return store;
}

async function* inPages<T>(pages: AsyncIterable<readonly T[]>, size: number, onRead: (count: number) => void) {
  for await (const page of pages) {
    for (let from = 0; from < page.length; from += size) {
      const part = page.slice(from, from + size);
      onRead(part.length);
      yield part;
    }
  }
}
