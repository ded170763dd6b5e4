import { randomUUID } from 'node:crypto';
import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { type Appended, CommitTooLargeError, type RequestOptions } from '@eventsource/core';
import { TransactionTooLargeError } from '../errors/transaction-too-large-error.js';
import { type EncodedCommit, encode } from '../item/encode.js';
import type { Requests } from '../request/requests.js';
import { CONDITION_SIZE, conditionalPut } from './conditional-put.js';
import { transactionError } from './transaction-error.js';
import { unitsOf, unitsOfCancellation } from './transaction-units.js';

/** What one transaction may hold. Quotas of DynamoDB that cannot be raised. */
export const MAX_TRANSACTION_ITEMS = 100;
export const MAX_TRANSACTION_SIZE = 4 * 1024 * 1024;

/** Puts all items of all commits, each where there is none yet, or nothing. */
export async function transact(
  requests: Requests,
  commits: readonly EncodedCommit[],
  options: RequestOptions,
): Promise<readonly Appended[]> {
  const fitting = withinLimits(commits);
  const items = fitting.flatMap((commit) => commit.items);
  const command = new TransactWriteItemsCommand({
    TransactItems: items.map(({ item }) => ({ Put: conditionalPut(requests.table, item) })),
    // One for each body: the client's tries of this one share it, and a commit that was decided again gets another.
    ClientRequestToken: randomUUID(),
    ReturnConsumedCapacity: 'TOTAL',
  });
  const charge = { stored: unitsOf(items), refused: (refusal: unknown) => unitsOfCancellation(items, refusal) };
  const outcome = await requests.try('TransactWriteItems', command, { ...options, charge });
  if ('failure' in outcome) throw await transactionError(requests, fitting, outcome.failure, options);
  return fitting.map(({ carriesSnapshot }) => ({ snapshotStored: carriesSnapshot }));
}

/** The commits, if need be without their snapshots. @throws {CommitTooLargeError | TransactionTooLargeError} */
function withinLimits(commits: readonly EncodedCommit[]): readonly EncodedCommit[] {
  if (fits(commits)) return commits;
  const bare = commits.map(({ commit: { snapshot: _, ...commit } }) => encode(commit));
  if (fits(bare)) return bare;
  const [only, ...others] = bare;
  const size = sizeOf(bare);
  if (only && others.length === 0) throw new CommitTooLargeError(only.commit.stream, size, MAX_TRANSACTION_SIZE);
  throw new TransactionTooLargeError(countOf(bare), size, MAX_TRANSACTION_ITEMS, MAX_TRANSACTION_SIZE);
}

const fits = (commits: readonly EncodedCommit[]): boolean =>
  countOf(commits) <= MAX_TRANSACTION_ITEMS && sizeOf(commits) <= MAX_TRANSACTION_SIZE;

const countOf = (commits: readonly EncodedCommit[]): number =>
  commits.reduce((count, { items }) => count + items.length, 0);

const sizeOf = (commits: readonly EncodedCommit[]): number =>
  commits.flatMap(({ items }) => items).reduce((sum, { size }) => sum + size + CONDITION_SIZE, 0);
