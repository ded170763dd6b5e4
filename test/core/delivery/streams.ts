import { type Commit, type DeliveredCommit, MemoryStore, type Store, StreamVersion } from '@eventsource/core';

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
export function paged(inner: Store, size: number): Pick<Store, 'load'> & { readonly loads: string[] } {
  const loads: string[] = [];
  return {
    loads,
    load: async (stream, options = {}) => {
      const { after = 0, upTo } = options;
      loads.push(`${stream} after ${after}${upTo === undefined ? '' : ` up to ${upTo}`}`);
      const { pages } = await inner.load(stream, options);
      return { pages: inPages(pages, size) };
    },
  };
}

async function* inPages<T>(pages: AsyncIterable<readonly T[]>, size: number): AsyncIterable<readonly T[]> {
  for await (const page of pages) {
    for (let from = 0; from < page.length; from += size) yield page.slice(from, from + size);
  }
}
