import type { History, RequestOptions, Snapshot, StoredCommit, UsableSnapshots } from '@eventsource/core';
import type { Requests } from '../request/requests.js';
import { oldestFirstLater } from './oldest-first.js';
import { type Page, type PageRequest, queryPage } from './queries.js';
import type { SeenCommit } from './seen-commit.js';
import { wholeCommit } from './whole-commit.js';

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
  const limit = Math.min(Math.max(snapshots.every, 1), MAX_LIMIT);
  let request: PageRequest = { stream, to: bound(upTo), newestFirst: true, limit };
  for (let searched = 1; ; searched++) {
    const page = await queryPage(requests, request, options);
    const snapshot = await takeUntilSnapshot(requests, page, wanted, newer, options);
    if (snapshot) return { snapshot, pages: pagesOf(newer.reverse()) };
    if (!page.next || page.commits.at(-1)?.extent.first === 1) return { pages: pagesOf(newer.reverse()) };
    request = { ...page.next, limit: limit * 2 ** searched };
    if (searched === SEARCHED_PAGES) return { pages: withOlder(requests, wanted, request, newer.reverse(), options) };
  }
}

/** A page of the smallest items would end at 1 MB before that. */
const MAX_LIMIT = 10_000;

const bound = (upTo: number): number | undefined => (upTo === Infinity ? undefined : upTo);

/** Adds commits, newest first, up to the one that carries a snapshot the caller can use. */
async function takeUntilSnapshot(
  requests: Requests,
  page: Page,
  { stream, upTo, snapshots }: NewestFirst,
  newer: StoredCommit[],
  options: RequestOptions,
): Promise<Snapshot | undefined> {
  const isUsable = ({ snapshot }: SeenCommit) =>
    snapshot !== undefined && snapshot.fingerprint === snapshots.fingerprint && snapshot.version <= upTo;
  for (const seen of page.commits) {
    if (isUsable(seen)) return seen.snapshot;
    if (seen.extent.first <= upTo) newer.push(await wholeCommit(requests, stream, seen, options));
  }
  return undefined;
}

async function* withOlder(
  requests: Requests,
  { stream, upTo }: NewestFirst,
  { start, to = Infinity }: PageRequest,
  newer: readonly StoredCommit[],
  options: RequestOptions,
): AsyncGenerator<readonly StoredCommit[], void, undefined> {
  const newest = start ? Number(start.partition?.N) - 1 : to;
  if (newest >= 0) yield* oldestFirstLater(requests, { stream, to: newest, after: 0, upTo }, options);
  yield newer;
}

async function* pagesOf(commits: readonly StoredCommit[]): AsyncGenerator<readonly StoredCommit[], void, undefined> {
  if (commits.length > 0) yield commits;
}
