import { EXPIRES, FORMAT, OWNER, TOKEN } from './format.js';
import type { Item } from './reservation-items.js';

const TELLING = [OWNER, EXPIRES, FORMAT, TOKEN];

/**
 * The condition that a reservation is still the one that was read or made. A try that arrives late, when its owner has
 * reserved the value again, must not touch the new reservation; one that was made for a commit has a token of its own.
 */
export function asItIs(item: Item) {
  const conditions = TELLING.map((name) => (item[name] ? `#${name} = :${name}` : `attribute_not_exists(#${name})`));
  const values = TELLING.flatMap((name) => (item[name] ? [[`:${name}`, item[name]]] : []));
  return {
    ConditionExpression: conditions.join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(TELLING.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries(values),
  };
}
