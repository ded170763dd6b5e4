import type { Item } from '../item/item.js';
import { itemSize, writeUnits } from '../item/item-size.js';
import { faultOf } from '../request/try-outcome.js';

/** The condition failed: the slot is taken. */
export const isSlotTaken = (error: unknown): boolean => faultOf(error).name === 'ConditionalCheckFailedException';

/** Another write to the same item was under way, here or in another region. This one was not applied. */
export const isConflict = (error: unknown): boolean => CONFLICTS.has(faultOf(error).name);

const CONFLICTS = new Set<unknown>(['TransactionConflictException', 'ReplicatedWriteConflictException']);

/**
 * A refused write is charged like one that succeeded, by the larger of both items, but the charge is not reported.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithItems.html#WorkingWithItems.ConditionalUpdate
 */
export function unitsOfRefusal(refusal: unknown, size: number): number {
  if (!isSlotTaken(refusal)) return 0;
  const item = itemIn(refusal);
  return writeUnits(Math.max(size, item ? itemSize(item) : 0));
}

/** The item in the slot, where the refusal shows it. */
export function itemIn(refusal: unknown): Item | undefined {
  const { Item: item } = faultOf(refusal);
  return item;
}
