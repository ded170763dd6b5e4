import type { Put } from '@aws-sdk/client-dynamodb';
import { PARTITION } from '../item/format.js';
import type { Item } from '../item/item.js';

/** Puts an item where there is none, and shows the one that is there otherwise. For a single write and for a transaction. */
export const conditionalPut = (table: string, item: Item) =>
  ({
    TableName: table,
    Item: item,
    ConditionExpression: CONDITION,
    ExpressionAttributeNames: { '#p': PARTITION },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  }) satisfies Put;

const CONDITION = 'attribute_not_exists(#p)';

/** What the condition adds to an item's bytes in a transaction. Measured on DynamoDB Local 1.25.1; AWS counts no more. */
export const CONDITION_SIZE = CONDITION.length + PARTITION.length;
