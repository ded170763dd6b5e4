import { randomUUID } from 'node:crypto';
import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { type Appended, CommitTooLargeError, type RequestOptions } from '@eventsource/core';
import { TransactionTooLargeError } from '../errors/transaction-too-large-error.js';
import { type EncodedCommit, encode } from '../item/encode.js';
import { reasonsOf } from '../request/cancellation.js';
import type { Requests } from '../request/requests.js';
import type { CompanionWrite } from './companion.js';
import { conditionalPut } from './conditional-put.js';
import { instead } from './instead.js';
import { transactionError } from './transaction-error.js';
import { unitsOf, unitsOfCancellation } from './transaction-units.js';
import { sizeOfPut, sizeOfWrite, type WriteSize } from './write-size.js';

/** What one transaction may hold. Quotas of DynamoDB that cannot be raised. */
export const MAX_TRANSACTION_ITEMS = 100;
export const MAX_TRANSACTION_SIZE = 4 * 1024 * 1024;

/** Puts all items of all commits, each where there is none yet, and makes the writes of companions; or does nothing. */
export async function transact(
  requests: Requests,
  commits: readonly EncodedCommit[],
  options: RequestOptions,
  companions: readonly CompanionWrite[] = [],
): Promise<readonly Appended[]> {
  const fitting = withinLimits(commits, companions);
  const puts = fitting.flatMap(({ items }) => items).map(({ item }) => ({ Put: conditionalPut(requests.table, item) }));
  const sizes = sizesOf(fitting, companions);
  const command = new TransactWriteItemsCommand({
    TransactItems: [...puts, ...companions.map(({ write }) => write)],
    // One for each body: the client's tries of this one share it, and a commit that was decided again gets another.
    ClientRequestToken: randomUUID(),
    ReturnConsumedCapacity: 'TOTAL',
  });
  const charge = { stored: unitsOf(sizes), refused: (refusal: unknown) => unitsOfCancellation(sizes, refusal) };
  const outcome = await requests.try('TransactWriteItems', command, { ...options, charge });
  if ('failure' in outcome) {
    const others = instead(companions, puts.length, outcome.failure);
    if (others) return transact(requests, commits, options, others);
    const error = await transactionError(requests, fitting, companions, outcome.failure, options);
    conceal(outcome.failure.error, puts.length);
    throw error;
  }
  return fitting.map(({ carriesSnapshot }) => ({ snapshotStored: carriesSnapshot }));
}

/** What lies in a companion's table may not be for whoever gets the error with its cause. */
function conceal(error: unknown, puts: number): void {
  for (const reason of reasonsOf(error).slice(puts)) Reflect.deleteProperty(reason, 'Item');
}

/** The commits, if need be without their snapshots. @throws {CommitTooLargeError | TransactionTooLargeError} */
function withinLimits(
  commits: readonly EncodedCommit[],
  companions: readonly CompanionWrite[],
): readonly EncodedCommit[] {
  if (fits(sizesOf(commits, companions))) return commits;
  const bare = commits.map(({ commit: { snapshot: _, ...commit } }) => encode(commit));
  const sizes = sizesOf(bare, companions);
  if (fits(sizes)) return bare;
  const [only, ...others] = bare;
  const size = totalOf(sizes);
  if (only && others.length + companions.length === 0) {
    throw new CommitTooLargeError(only.commit.stream, size, MAX_TRANSACTION_SIZE);
  }
  throw new TransactionTooLargeError(sizes.length, size, MAX_TRANSACTION_ITEMS, MAX_TRANSACTION_SIZE);
}

const sizesOf = (commits: readonly EncodedCommit[], companions: readonly CompanionWrite[]): readonly WriteSize[] => [
  ...commits.flatMap(({ items }) => items.map(({ size }) => sizeOfPut(size))),
  ...companions.map(({ write }) => sizeOfWrite(write)),
];

const fits = (sizes: readonly WriteSize[]): boolean =>
  sizes.length <= MAX_TRANSACTION_ITEMS && totalOf(sizes) <= MAX_TRANSACTION_SIZE;

const totalOf = (sizes: readonly WriteSize[]): number => sizes.reduce((sum, { total }) => sum + total, 0);
