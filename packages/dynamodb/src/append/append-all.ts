import {
  type Appended,
  type Commit,
  type Companion,
  type RequestOptions,
  TransactionsUnsupportedError,
} from '@eventsource/core';
import { encode } from '../item/encode.js';
import type { Requests } from '../request/requests.js';
import { append } from './append.js';
import { isForDynamoDb } from './companion.js';
import { transact } from './transact.js';

/** Puts commits to different streams into their slots if all of those are free, together with what belongs to them: one request, applied whole or not at all. */
export async function appendAll(
  requests: Requests,
  commits: readonly Commit[],
  options: RequestOptions,
  companions: readonly Companion[] = [],
): Promise<readonly Appended[]> {
  const [commit, ...others] = commits;
  if (!commit) return [];
  if (others.length + companions.length === 0) return [await append(requests, commit, options)];
  refuseRepeatedStreams(commits);
  if (!companions.every(isForDynamoDb)) throw new TransactionsUnsupportedError();
  const writes = companions.flatMap((companion) => companion.writes());
  return transact(requests, commits.map(encode), options, writes);
}

function refuseRepeatedStreams(commits: readonly Commit[]): void {
  if (new Set(commits.map(({ stream }) => stream)).size === commits.length) return;
  throw new RangeError('Two commits to one stream cannot be appended together.');
}
