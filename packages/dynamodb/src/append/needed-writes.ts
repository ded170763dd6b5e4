import { isConditionFailed, isInnocent, reasonsOf } from '../request/cancellation.js';
import type { Failure } from '../request/request-error.js';
import type { CompanionWrite } from './companion.js';

/**
 * The writes of companions without those that there is nothing to do for, when these alone were in the way of a transaction;
 * `undefined` when it failed for something else.
 *
 * @param puts how many items came before them in the transaction.
 */
export function neededWrites(
  writes: readonly CompanionWrite[],
  puts: number,
  { error, doubtful }: Failure,
): readonly CompanionWrite[] | undefined {
  const reasons = reasonsOf(error);
  if (doubtful || !reasons.slice(0, puts).every(isInnocent)) return undefined;
  const blamed = writes.map((write, index) => ({ write, reason: reasons[puts + index] }));
  const needed = blamed.filter(({ reason }) => reason === undefined || isInnocent(reason));
  const idle = blamed.filter(
    ({ write, reason }) => reason && isConditionFailed(reason) && write.refusal(reason.Item) === undefined,
  );
  return idle.length > 0 && needed.length + idle.length === writes.length
    ? needed.map(({ write }) => write)
    : undefined;
}
