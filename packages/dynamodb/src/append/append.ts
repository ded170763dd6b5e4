import { PutItemCommand, type PutItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { Appended, Commit, RequestOptions } from '@eventsource/core';
import { encode } from '../item/encode.js';
import { PARTITION } from '../item/format.js';
import type { Item } from '../item/item.js';
import type { Requests } from '../request/requests.js';
import { appendError } from './append-error.js';
import { unitsOfRefusal } from './refusal.js';

/** Puts a commit into the slot after its version if that is free: one request, applied whole or not at all. */
export async function append(requests: Requests, commit: Commit, options: RequestOptions): Promise<Appended> {
  const { item, size, carriesSnapshot } = encode(commit);
  const command = new PutItemCommand(inputOf(requests.table, item));
  const unitsOf = (refusal: unknown) => unitsOfRefusal(refusal, size);
  const outcome = await requests.try('PutItem', command, { ...options, unitsOf });
  if ('failure' in outcome) throw appendError(commit, outcome.failure);
  return { snapshotStored: carriesSnapshot };
}

const inputOf = (table: string, item: Item): PutItemCommandInput => ({
  TableName: table,
  Item: item,
  ConditionExpression: 'attribute_not_exists(#partition)',
  ExpressionAttributeNames: { '#partition': PARTITION },
  ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  ReturnConsumedCapacity: 'TOTAL',
});
