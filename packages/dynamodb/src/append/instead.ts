import { isConditionFailed, isInnocent, reasonsOf } from '../request/cancellation.js';
import type { Failure } from '../request/request-error.js';
import type { CompanionWrite } from './companion.js';

/**
 * What to write instead of the companions' writes, when only those were in the way of a transaction that have something
 * else to be written for them, or nothing; `undefined` when it has failed.
 *
 * @param puts how many items came before them in the transaction.
 */
export function instead(
  writes: readonly CompanionWrite[],
  puts: number,
  { error, doubtful }: Failure,
): readonly CompanionWrite[] | undefined {
  const reasons = reasonsOf(error);
  if (doubtful || reasons.length === 0 || !reasons.slice(0, puts).every(isInnocent)) return undefined;
  const others: CompanionWrite[] = [];
  for (const [index, write] of writes.entries()) {
    const reason = reasons[puts + index];
    if (!reason || isInnocent(reason)) others.push(write);
    else {
      const refused = isConditionFailed(reason) ? write.refused(reason.Item) : undefined;
      if (!refused || refused instanceof Error) return undefined;
      others.push(...refused);
    }
  }
  return others;
}
