import type { Place, ReadItem } from '../reading/read-item.js';

/** Items of one stream, ascending, the next after those of the chunk before if that is of the same stream. */
export interface Chunk {
  /** As the source names it. */
  readonly key: string;
  readonly items: readonly ReadItem[];
}

export type Chunks = AsyncGenerator<Chunk, void, undefined>;

/** Where a copy comes from. */
export interface Source {
  /** What tells it from every other source. A checkpoint of one is of no use with another. */
  readonly identity: string;
  readonly expected: { readonly items: number } | undefined;
  /** All chunks behind a place: one stream after another. */
  chunks(after: Place | undefined): Chunks;
  close(): Promise<void>;
}
