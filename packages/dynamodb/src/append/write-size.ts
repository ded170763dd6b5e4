import type { ConditionCheck, Delete, Put, TransactWriteItem, Update } from '@aws-sdk/client-dynamodb';
import { itemSize, textSize } from '../item/item-size.js';
import { CONDITION_SIZE } from './conditional-put.js';

/** What one write of a transaction takes of what DynamoDB allows for all. */
export interface WriteSize {
  /** Of the item, in bytes: what is charged. */
  readonly size: number;
  /** With its condition, in bytes: what is limited. */
  readonly total: number;
}

export const sizeOfPut = (size: number): WriteSize => ({ size, total: size + CONDITION_SIZE });

/** Of an Update or Delete only the key and the expressions are known, and a unit is the least that is charged. */
export function sizeOfWrite({ Put, Update, Delete, ConditionCheck }: TransactWriteItem): WriteSize {
  const write: Expressions | undefined = Put ?? Update ?? Delete ?? ConditionCheck;
  const size = itemSize(Put?.Item ?? Update?.Key ?? Delete?.Key ?? ConditionCheck?.Key ?? {});
  const { ConditionExpression = '', ExpressionAttributeNames = {}, ExpressionAttributeValues = {} } = write ?? {};
  const names = Object.values(ExpressionAttributeNames).reduce((sum, name) => sum + textSize(name), 0);
  const values = itemSize(ExpressionAttributeValues);
  return {
    size,
    total: size + textSize(ConditionExpression) + textSize(Update?.UpdateExpression ?? '') + names + values,
  };
}

type Expressions = Partial<Pick<Put & Update & Delete & ConditionCheck, Conditional>>;
type Conditional = 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues';
