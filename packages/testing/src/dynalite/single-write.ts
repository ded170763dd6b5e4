import type { Item, Store } from 'dynalite/db/index.js';
import { checkTypes, checkValidations } from 'dynalite/validations/index.js';
import { carryOut, watched } from './carry-out.js';
import { isConditionFailed, isRefusal } from './refusal.js';
import type { WriteKind } from './write-kind.js';

/** What a write says to be shown the item that its condition refuses. dynalite would not show it. */
export const SHOWING = 'ReturnValuesOnConditionCheckFailure';

export const showsRefused = (input: object): boolean => SHOWING in input && input[SHOWING] === 'ALL_OLD';

/**
 * Makes one write in dynalite's own way.
 *
 * @throws its refusal, with the item that the condition refused.
 */
export async function writeShowing(store: Store, kind: WriteKind, body: object): Promise<object> {
  const input = checkTypes(body, kind.types);
  checkValidations(input, kind.types, kind.check, store);
  let found: Item | undefined;
  const watchedStore = watched(store, (item) => {
    found = item;
  });
  try {
    return await carryOut(kind.action, watchedStore, input);
  } catch (error) {
    if (found && isRefusal(error) && isConditionFailed(error)) Object.assign(error.body, { Item: found });
    throw error;
  }
}
