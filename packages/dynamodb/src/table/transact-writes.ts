import { randomUUID } from 'node:crypto';
import { type TransactWriteItem, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import type { RequestOptions } from '@eventsource/core';
import { MAX_TRANSACTION_ITEMS, MAX_TRANSACTION_SIZE } from '../append/transact.js';
import { unitsOf, unitsOfCancellation } from '../append/transaction-units.js';
import { transactionsUnsupported } from '../append/transactions-unsupported.js';
import { sizeOfWrite } from '../append/write-size.js';
import { TransactionRefusedError } from '../errors/transaction-refused-error.js';
import { TransactionTooLargeError } from '../errors/transaction-too-large-error.js';
import { WriteUnansweredError } from '../errors/write-unanswered-error.js';
import { isConditionFailed, isInConflict, reasonsOf } from '../request/cancellation.js';
import { requestError } from '../request/request-error.js';
import type { Requests } from '../request/requests.js';
import { faultOf } from '../request/try-outcome.js';
import { conflictPauses } from './conflict-pauses.js';

/**
 * Makes all of the writes or none, in one transaction. One that another write to an item gets in the way of is tried again.
 *
 * @returns undefined when they are made; else, where conditions refused them, the places of those in the list.
 * @throws {TransactionTooLargeError} when they do not fit into one transaction. Nothing was sent.
 * @throws {TransactionRefusedError} when they can never be made: two are about one item, or one is invalid.
 * @throws {TransactionsUnsupportedError} when the server knows no transactions, like dynalite.
 * @throws {WriteUnansweredError} when they may or may not be made.
 */
export async function transactWrites(
  requests: Requests,
  writes: readonly TransactWriteItem[],
  options: RequestOptions,
): Promise<readonly number[] | undefined> {
  const sizes = writes.map(sizeOfWrite);
  const size = sizes.reduce((sum, { total }) => sum + total, 0);
  if (writes.length > MAX_TRANSACTION_ITEMS || size > MAX_TRANSACTION_SIZE) {
    throw new TransactionTooLargeError(writes.length, size, MAX_TRANSACTION_ITEMS, MAX_TRANSACTION_SIZE);
  }
  const charge = { stored: unitsOf(sizes), refused: (refusal: unknown) => unitsOfCancellation(sizes, refusal) };
  const pauses = conflictPauses(options.signal);
  for (;;) {
    const outcome = await requests.try('TransactWriteItems', commandOf(writes), { ...options, charge });
    if ('answer' in outcome) return undefined;
    const { error, doubtful } = outcome.failure;
    const reasons = reasonsOf(error);
    if (reasons.some(isConditionFailed))
      return reasons.flatMap((reason, at) => (isConditionFailed(reason) ? [at] : []));
    const problem = problemIn(error);
    if (problem !== undefined) throw new TransactionRefusedError(problem, { cause: error });
    const cause = transactionsUnsupported(error) ?? requestError(outcome.failure);
    if (doubtful) throw new WriteUnansweredError(requests.table, 'TransactWriteItems', { cause });
    if (!reasons.some(isInConflict) || (await pauses.next()).done) throw cause;
  }
}

/** What is wrong with the transaction itself, or with one of its writes. */
function problemIn(error: unknown): string | undefined {
  const { name, message } = faultOf(error);
  if (name === 'ValidationException') return String(message);
  const invalid = reasonsOf(error).find(({ Code = '' }) => INVALID.has(Code));
  return invalid && `${invalid.Code}: ${invalid.Message}`;
}

const INVALID = new Set(['ValidationError', 'ItemCollectionSizeLimitExceeded']);

const commandOf = (writes: readonly TransactWriteItem[]) =>
  new TransactWriteItemsCommand({
    TransactItems: [...writes],
    // The client's tries of this one share it, so that one whose answer is lost is not made twice.
    ClientRequestToken: randomUUID(),
    ReturnConsumedCapacity: 'TOTAL',
  });
