import type { Item, Refusal } from 'dynalite/db/index.js';
import { isConditionFailed, refusal } from '../refusal.js';

/** What one write of a transaction has to do with its being cancelled. */
export interface Reason {
  readonly Code: 'None' | 'ConditionalCheckFailed' | 'ValidationError';
  readonly Message?: string;
  readonly Item?: Item;
}

/** @param shown the item that a failed condition is to show, if any. */
export function reasonOf(refused: Refusal | undefined, shown?: Item): Reason {
  if (!refused) return { Code: 'None' };
  const Message = refused.message;
  if (!isConditionFailed(refused)) return { Code: 'ValidationError', Message };
  return { Code: 'ConditionalCheckFailed', Message, ...(shown && { Item: shown }) };
}

/** A refusal of all writes, with a reason for each. */
export const cancelled = (reasons: readonly Reason[]): Refusal =>
  refusal(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(', ')}]`,
    { CancellationReasons: reasons },
  );
