import type { History, RequestOptions, Snapshot, StoredCommit, UsableSnapshots } from '@eventsource/core';
import type { DecodedCommit } from '../item/decode.js';
import type { Item } from '../item/item.js';
import type { Requests } from '../request/requests.js';
import { oldestFirstLater } from './oldest-first.js';
import { type Page, queryPage } from './queries.js';

/**
 * How many pages are searched for a snapshot, the second twice and the third four times as long as the first. All that is
 * held of a stream until its oldest commits are known, so that a longer search would take more memory.
 */
const SEARCHED_PAGES = 3;

export interface NewestFirst {
  readonly stream: string;
  readonly upTo: number;
  readonly snapshots: UsableSnapshots;
}

/**
 * Reads the newest page and stops at a usable snapshot or at version 1: one request where snapshots are taken as often as
 * the caller says. If there is none, it reads a few pages further back, then the rest forward from version 1.
 */
export async function newestFirst(requests: Requests, wanted: NewestFirst, options: RequestOptions): Promise<History> {
  const { stream, upTo, snapshots } = wanted;
  const newer: StoredCommit[] = [];
  let start: Item | undefined;
  let limit = Math.min(Math.max(snapshots.every, 1), MAX_LIMIT);
  for (let searched = 0; searched < SEARCHED_PAGES; searched++, limit *= 2) {
    const page = await queryPage(requests, { stream, to: bound(upTo), newestFirst: true, limit, start }, options);
    const snapshot = takeUntilSnapshot(page, wanted, newer);
    if (snapshot) return { snapshot, pages: pagesOf(newer.reverse()) };
    if (!page.next || page.commits.at(-1)?.commit.first === 1) return { pages: pagesOf(newer.reverse()) };
    start = page.next;
  }
  return { pages: withOlder(requests, wanted, start, newer.reverse(), options) };
}

/** A page of the smallest items would end at 1 MB before that. */
const MAX_LIMIT = 10_000;

const bound = (upTo: number): number | undefined => (upTo === Infinity ? undefined : upTo);

/** Adds commits, newest first, up to the one that carries a snapshot the caller can use. */
function takeUntilSnapshot(page: Page, { upTo, snapshots }: NewestFirst, newer: StoredCommit[]): Snapshot | undefined {
  const isUsable = ({ snapshot }: DecodedCommit) =>
    snapshot !== undefined && snapshot.fingerprint === snapshots.fingerprint && snapshot.version <= upTo;
  for (const decoded of page.commits) {
    if (isUsable(decoded)) return decoded.snapshot;
    if (decoded.commit.first <= upTo) newer.push(decoded.commit);
  }
  return undefined;
}

async function* withOlder(
  requests: Requests,
  { stream, upTo }: NewestFirst,
  oldestRead: Item | undefined,
  newer: readonly StoredCommit[],
  options: RequestOptions,
): AsyncGenerator<readonly StoredCommit[], void, undefined> {
  const to = Number(oldestRead?.partition?.N) - 1;
  if (to >= 0) yield* oldestFirstLater(requests, { stream, to, after: 0, upTo }, options);
  yield newer;
}

async function* pagesOf(commits: readonly StoredCommit[]): AsyncGenerator<readonly StoredCommit[], void, undefined> {
  if (commits.length > 0) yield commits;
}
