import type { Reason } from './try-outcome.js';
import { faultOf } from './try-outcome.js';

/** Why a transaction was cancelled: one reason for each of its items, in their order. None for any other error. */
export function reasonsOf(error: unknown): readonly Reason[] {
  const { name, CancellationReasons: reasons } = faultOf(error);
  return name === 'TransactionCanceledException' && Array.isArray(reasons) ? reasons : [];
}

/** The item's slot is taken. */
export const isConditionFailed = ({ Code }: Reason): boolean => Code === 'ConditionalCheckFailed';

/** Another write to the same item was under way. */
export const isInConflict = ({ Code }: Reason): boolean => Code === 'TransactionConflict';

/** The capacity for the item is used up. */
export const isThrottled = ({ Code = '' }: Reason): boolean => THROTTLED.has(Code);

/** The item is not what the transaction failed for. */
export const isInnocent = ({ Code }: Reason): boolean => Code === undefined || Code === 'None';

const THROTTLED = new Set(['ThrottlingError', 'ProvisionedThroughputExceeded', 'RequestLimitExceeded']);

/** Whether throttling alone was to blame, so that the same transaction may pass a moment later. */
export function isThrottledAlone(error: unknown): boolean {
  const reasons = reasonsOf(error).filter((reason) => !isInnocent(reason));
  return reasons.length > 0 && reasons.every(isThrottled);
}
