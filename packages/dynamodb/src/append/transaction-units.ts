import { itemSize, writeUnits } from '../item/item-size.js';
import { isConditionFailed, reasonsOf } from '../request/cancellation.js';
import type { WriteSize } from './write-size.js';

/**
 * What DynamoDB charges for a transaction: two write units per started KB of each item, one to prepare and one to commit.
 * By this rule and not by the answer, because DynamoDB Local 1.25.1 answers with something else: 4 for one item of 10
 * bytes and 4 for a hundred.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html#write-operations
 */
export const unitsOf = (writes: readonly Sized[]): number =>
  writes.reduce((sum, { size }) => sum + 2 * writeUnits(size), 0);

/** What is written, in bytes. */
type Sized = Pick<WriteSize, 'size'>;

/**
 * The most that a transaction refused by a condition can have cost: neither the answer nor AWS's documents tell whether the
 * second half is charged as well. Each item counts by the larger of itself and the one that was in its way.
 */
export function unitsOfCancellation(writes: readonly Sized[], refusal: unknown): number {
  const reasons = reasonsOf(refusal);
  if (!reasons.some(isConditionFailed)) return 0;
  const larger = writes.map(({ size }, index) => {
    const inTheWay = reasons[index]?.Item;
    return { size: Math.max(size, inTheWay ? itemSize(inTheWay) : 0) };
  });
  return unitsOf(larger);
}
