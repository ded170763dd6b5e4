import type { Commit } from '@eventsource/core';
import { commitTo } from '../commits.js';

/** What a new stream's first commit of one record takes besides the record, under a stream name of six characters. */
const FRAME = 'key'.length + 6 + 'partition'.length + 2 + 'c'.length + 'id-1'.length + '_1'.length;
/** What the condition of a Put takes in a transaction. */
const CONDITION = 'attribute_not_exists(#p)'.length + 'partition'.length;

const MAX_ITEM = 400 * 1024;
let streams = 0;

/** A commit to a new stream, of one record, which makes an item of this many bytes. */
export const commitOf = (size: number): Commit =>
  commitTo(`s${String(streams++).padStart(5, '0')}`, 0, { records: [new Uint8Array(size - FRAME)] });

/** Commits to new streams that take exactly this many bytes in a transaction. */
export function commitsOf(total: number): Commit[] {
  const commits: Commit[] = [];
  for (let left = total; left > 0; ) {
    const size = Math.min(MAX_ITEM, left - CONDITION);
    commits.push(commitOf(size));
    left -= size + CONDITION;
  }
  return commits;
}
