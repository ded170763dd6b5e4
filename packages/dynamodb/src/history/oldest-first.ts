import type { RequestOptions, StoredCommit } from '@eventsource/core';
import type { Requests } from '../request/requests.js';
import { type Page, queryPage, type Range } from './queries.js';
import type { SeenCommit } from './seen-commit.js';
import { wholeCommit } from './whole-commit.js';

/** Which commits of a range are wanted, by the version they begin at: for the Go library's items, ranges are too wide. */
export interface Wanted extends Range {
  /** Only commits that begin after this version. */
  readonly after: number;
  /** Only commits that begin at or before this version. */
  readonly upTo: number;
}

type Pages = AsyncGenerator<readonly StoredCommit[], void, undefined>;

/** The first page is read at once, so that a failure is one of the load; the others as they are asked for. */
export async function oldestFirst(requests: Requests, wanted: Wanted, options: RequestOptions): Promise<Pages> {
  const first = await queryPage(requests, wanted, options);
  return pagesFrom(first, requests, wanted, options);
}

/** Like {@link oldestFirst}, with the first page read only when it is asked for. */
export async function* oldestFirstLater(requests: Requests, wanted: Wanted, options: RequestOptions): Pages {
  yield* pagesFrom(await queryPage(requests, wanted, options), requests, wanted, options);
}

async function* pagesFrom(first: Page, requests: Requests, wanted: Wanted, options: RequestOptions): Pages {
  for (let page = first; ; ) {
    const commits: StoredCommit[] = [];
    for (const seen of page.commits) {
      if (isWanted(seen, wanted)) commits.push(await wholeCommit(requests, wanted.stream, seen, options));
    }
    if (commits.length > 0) yield commits;
    if (!page.next || reaches(page, wanted.upTo)) return;
    page = await queryPage(requests, page.next, options);
  }
}

const isWanted = ({ extent: { first } }: SeenCommit, { after, upTo }: Wanted): boolean =>
  first > after && first <= upTo;

const reaches = ({ commits }: Page, version: number): boolean => {
  const newest = commits.at(-1);
  return newest !== undefined && newest.extent.last >= version;
};
