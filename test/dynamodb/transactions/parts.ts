import { bytes, range } from '../commits.js';
import type { RawItem } from '../raw-items.js';

/** The commit that {@link partOf} makes parts of. */
export interface Whole {
  readonly stream: string;
  readonly first: number;
  readonly last: number;
  /** Of each record, in bytes. */
  readonly size?: number;
}

/** The item with these of a commit's records, as this package writes it. */
export const partOf = (
  { stream, first, last, size = 10 }: Whole,
  from: number,
  to: number,
  more: RawItem = {},
): RawItem => ({
  key: { S: stream },
  partition: { N: String(from) },
  c: { B: bytes(`id-${first}`) },
  f: { N: String(first) },
  l: { N: String(last) },
  ...Object.fromEntries(range(from, to).map((version) => [`_${version}`, { B: new Uint8Array(size).fill(version) }])),
  ...more,
});

/** All items of a commit, with so many records in each. */
export const partsOf = (whole: Whole, each: number): RawItem[] =>
  range(0, Math.floor((whole.last - whole.first) / each)).map((index) => {
    const from = whole.first + index * each;
    return partOf(whole, from, Math.min(from + each - 1, whole.last));
  });
