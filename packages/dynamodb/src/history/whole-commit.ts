import { setTimeout as sleep } from 'node:timers/promises';
import { MalformedStreamError, type RequestOptions, type StoredCommit } from '@eventsource/core';
import { IncompleteCommitError } from '../errors/incomplete-commit-error.js';
import { type Extent, lastVersion } from '../item/extent.js';
import type { Requests } from '../request/requests.js';
import { queryItems } from './queries.js';
import { onlyPart, type SeenCommit } from './seen-commit.js';

/** In milliseconds, after each read that brought no part: what DynamoDB takes to finish a transaction, and then some. */
const PAUSES = [5, 10, 20, 50, 100, 200, 500, 1000];

/**
 * All of a commit that was seen, in part at least. What is missing is read until it is there: a Query sees the items of a
 * transaction one by one, though none before all of them are certain to be stored.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-isolation
 * @throws {IncompleteCommitError} when it stays away.
 * @throws {MalformedStreamError} when something else lies in its place.
 */
export async function wholeCommit(
  requests: Requests,
  stream: string,
  seen: SeenCommit,
  options: RequestOptions,
): Promise<StoredCommit> {
  const only = onlyPart(seen);
  if (only) return only;
  const { extent } = seen;
  const parts = [...seen.parts];
  const pauses = PAUSES.values();
  for (;;) {
    const missing = missingIn(stream, extent, parts);
    if (!missing) return joined(stream, parts);
    const found = await partsBetween(requests, stream, extent, missing, options);
    parts.push(...found);
    if (found.length === 0)
      await pause(pauses, new IncompleteCommitError(stream, extent.first, extent.last, missing.first), options);
  }
}

/** The first versions that no part holds. */
function missingIn(stream: string, { first, last }: Extent, parts: StoredCommit[]): Extent | undefined {
  let next = first;
  for (const part of parts.sort((one, other) => one.first - other.first)) {
    if (part.first > next) return { first: next, last: part.first - 1 };
    if (part.first < next) throw new MalformedStreamError(stream, part.first, 'two items carry it.');
    next = lastVersion(part) + 1;
  }
  return next > last ? undefined : { first: next, last };
}

async function partsBetween(
  requests: Requests,
  stream: string,
  extent: Extent,
  { first, last }: Extent,
  options: RequestOptions,
): Promise<StoredCommit[]> {
  const { items } = await queryItems(requests, { stream, from: first, to: last }, options);
  return items.map(({ part, extent: other }) => {
    if (other.first === extent.first && other.last === extent.last) return part;
    const place = `the commit of the versions ${extent.first} to ${extent.last}`;
    throw new MalformedStreamError(stream, part.first, `it lies inside ${place} and does not belong to it.`);
  });
}

function joined(stream: string, parts: readonly StoredCommit[]): StoredCommit {
  const [{ first, id } = { first: 0 }] = parts;
  for (const part of parts) {
    if (id && part.id && Buffer.compare(id, part.id) === 0) continue;
    throw new MalformedStreamError(stream, part.first, `its commit has another id than the part at version ${first}.`);
  }
  const location = `partitions ${first} to ${parts.at(-1)?.first}`;
  return { first, records: parts.flatMap(({ records }) => records), ...(id && { id }), location };
}

async function pause(pauses: Iterator<number>, exhausted: Error, { signal }: RequestOptions): Promise<void> {
  const { value, done } = pauses.next();
  if (done) throw exhausted;
  await sleep(value * (0.5 + Math.random() / 2), undefined, { signal }).catch((error: unknown) => {
    throw signal?.aborted ? signal.reason : error;
  });
}
