import deleteItem from 'dynalite/actions/deleteItem.js';
import putItem from 'dynalite/actions/putItem.js';
import updateItem from 'dynalite/actions/updateItem.js';
import type { Action } from 'dynalite/db/index.js';
import { custom as checkDelete, types as deleteTypes } from 'dynalite/validations/deleteItem.js';
import type { Custom } from 'dynalite/validations/index.js';
import { custom as checkPut, types as putTypes } from 'dynalite/validations/putItem.js';
import { custom as checkUpdate, types as updateTypes } from 'dynalite/validations/updateItem.js';

/** A way to write one item: what may be said of it, and how dynalite checks and makes it. */
export interface WriteKind {
  readonly types: Readonly<Record<string, object>>;
  readonly check: Custom;
  readonly action: Action;
}

/** dynalite does not know this member. */
const ReturnValuesOnConditionCheckFailure = { type: 'String', enum: ['ALL_OLD', 'NONE'] };

const kind = (types: WriteKind['types'], check: Custom, action: Action): WriteKind => ({
  types: { ...types, ReturnValuesOnConditionCheckFailure },
  check,
  action,
});

const put = kind(putTypes, checkPut, putItem);
const deletion = kind(deleteTypes, checkDelete, deleteItem);
const update = kind(updateTypes, checkUpdate, updateItem);

/** Requests for one write, by their names. */
export const singleWrites: ReadonlyMap<string, WriteKind> = new Map([
  ['PutItem', put],
  ['DeleteItem', deletion],
  ['UpdateItem', update],
]);

const members = new Set([
  'TableName',
  'Item',
  'Key',
  'UpdateExpression',
  'ConditionExpression',
  'ExpressionAttributeNames',
  'ExpressionAttributeValues',
  'ReturnValuesOnConditionCheckFailure',
]);

/** With what a transaction lets it say. */
function inTransaction({ types, ...kind }: WriteKind, needed?: string): WriteKind {
  const said = Object.entries(types).filter(([name]) => members.has(name));
  const typed = said.map(([name, type]) => [name, name === needed ? { ...type, notNull: true } : type]);
  return { ...kind, types: Object.fromEntries(typed) };
}

/** The writes of a transaction, by their names in it. A check is a deletion that is never made. */
export const transactWrites = {
  ConditionCheck: inTransaction(deletion, 'ConditionExpression'),
  Put: inTransaction(put),
  Delete: inTransaction(deletion),
  Update: inTransaction(update, 'UpdateExpression'),
} satisfies Record<string, WriteKind>;
