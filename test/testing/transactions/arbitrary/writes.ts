import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { type Item, person, seat, tableOf } from '../tables.js';
import { change, condition, type Expression, expression } from './expressions.js';
import { number, text, texts, value } from './values.js';

/** Few items, so that writes meet. */
export const keys: readonly Item[] = [
  ...['ann', 'bob', 'cid', 'dan'].map(person),
  ...[1, 2, 3, 4].map((number) => seat('blue', number)),
];

const attributes = fc
  .record({ n: number, text, set: texts, any: value, city: text }, { requiredKeys: [] })
  .map((item): Item => ({ ...item }));

const conditions = fc
  .record({ parts: fc.array(condition, { minLength: 1, maxLength: 3 }), joinedBy: fc.constantFrom(' AND ', ' OR ') })
  .map(({ parts, joinedBy }) => expression(parts, 'c', joinedBy));

const perhaps = fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, conditions);

/** What a write says beside its table and item. */
function saying(condition: Expression | undefined, change?: Expression) {
  const names = { ...condition?.names, ...change?.names };
  const values = { ...condition?.values, ...change?.values };
  return {
    ...(condition && { ConditionExpression: condition.text }),
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
}

const put = (Key: Item) =>
  fc.tuple(attributes, perhaps).map(([item, condition]): TransactWriteItem => {
    return { Put: { TableName: tableOf(Key), Item: { ...item, ...Key }, ...saying(condition) } };
  });

const deletion = (Key: Item) =>
  perhaps.map((condition): TransactWriteItem => {
    return { Delete: { TableName: tableOf(Key), Key, ...saying(condition) } };
  });

const update = (Key: Item) =>
  fc.tuple(change, perhaps).map(([change, condition]): TransactWriteItem => {
    const changes = expression([change], 'u');
    return { Update: { TableName: tableOf(Key), Key, UpdateExpression: changes.text, ...saying(condition, changes) } };
  });

const check = (Key: Item) =>
  conditions.map((condition): TransactWriteItem => {
    const { text: ConditionExpression } = condition;
    return { ConditionCheck: { TableName: tableOf(Key), Key, ...saying(condition), ConditionExpression } };
  });

/** A write of one item by itself. */
export const singleWrite = fc.constantFrom(...keys).chain((key) => fc.oneof(put(key), deletion(key), update(key)));

const writeOf = (key: Item) =>
  fc.oneof({ weight: 2, arbitrary: fc.oneof(put(key), update(key)) }, deletion(key), check(key));

/** The writes of a transaction, of one item each. */
export const writes = fc
  .shuffledSubarray([...keys], { minLength: 1, maxLength: 5 })
  .chain((keys) => fc.tuple(...keys.map(writeOf)));
