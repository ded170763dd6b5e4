import type { Commit, RequestOptions, StoredCommit } from '@eventsource/core';
import { commitsIn } from '../history/seen-commit.js';
import { wholeCommit } from '../history/whole-commit.js';
import { decode } from '../item/decode.js';
import type { Item } from '../item/item.js';
import type { Requests } from '../request/requests.js';

/**
 * The commit in the slot of another, given the item that a refusal shows (some emulators show none); `undefined` when the
 * item is none that a commit begins with. The rest of a commit of several items is read; where that fails, the winner
 * stays unnamed, since the refusal is certain all the same.
 */
export async function winnerIn(
  requests: Requests,
  { stream, after }: Commit,
  inTheWay: Item | undefined,
  options: RequestOptions,
): Promise<StoredCommit | undefined> {
  const [seen] = commitsIn(inTheWay ? [decode(stream, inTheWay)] : []);
  if (seen?.extent.first !== after.number + 1) return undefined;
  return wholeCommit(requests, stream, seen, options).catch(() => undefined);
}
