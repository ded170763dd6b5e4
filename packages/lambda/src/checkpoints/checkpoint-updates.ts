import type { AttributeValue, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { Move, Position } from '@eventsource/core';
import { checkpointKey } from './checkpoint-key.js';
import { KEY, RESUMED, STOPPED, STREAM, TRIES, VERSION } from './format.js';

type Update = Required<Pick<UpdateItemCommandInput, 'TableName' | 'Key' | 'UpdateExpression'>> & UpdateItemCommandInput;

/** The changes of one checkpoint, each refused unless the consumer is where it is thought to be. */

export const moveUpdate = (table: string, { consumer, stream, from, to }: Move): Update => ({
  ...at(table, { consumer, stream, version: from }, { ':to': { N: String(to) } }),
  UpdateExpression: 'SET #v = :to REMOVE #n',
});

export const failUpdate = (table: string, position: Position): Update => ({
  ...at(table, position, { ':one': { N: '1' } }),
  UpdateExpression: 'SET #v = :at ADD #n :one',
  ReturnValues: 'UPDATED_NEW',
});

/** Whether it is stopped already or not: the answer is then the same. */
export const stopUpdate = (table: string, { consumer, stream, version }: Position): Update => ({
  TableName: table,
  Key: keyOf(consumer, stream),
  ConditionExpression: isAt(version),
  ExpressionAttributeNames: { '#v': VERSION, '#stopped': STOPPED, '#resumed': RESUMED, '#stream': STREAM },
  ExpressionAttributeValues: { ':at': { N: String(version) }, ':consumer': { S: consumer }, ':stream': { S: stream } },
  UpdateExpression: 'SET #v = :at, #stopped = :consumer, #stream = :stream REMOVE #resumed',
});

export const resumeUpdate = (table: string, consumer: string, stream: string): Update => ({
  TableName: table,
  Key: keyOf(consumer, stream),
  ConditionExpression: 'attribute_exists(#stopped) AND attribute_not_exists(#resumed)',
  ExpressionAttributeNames: { '#n': TRIES, '#stopped': STOPPED, '#resumed': RESUMED },
  ExpressionAttributeValues: { ':resumed': { BOOL: true } },
  UpdateExpression: 'SET #resumed = :resumed REMOVE #n',
});

export const settleUpdate = (table: string, consumer: string, stream: string): Update => ({
  TableName: table,
  Key: keyOf(consumer, stream),
  ConditionExpression: 'attribute_exists(#resumed)',
  ExpressionAttributeNames: { '#stopped': STOPPED, '#resumed': RESUMED, '#stream': STREAM },
  UpdateExpression: 'REMOVE #stopped, #resumed, #stream',
});

export const keyOf = (consumer: string, stream: string): Record<string, AttributeValue> => ({
  [KEY]: { S: checkpointKey(consumer, stream) },
});

/** At the beginning there is no item, or one that only counts tries. */
const isAt = (version: number) => (version === 0 ? '(attribute_not_exists(#v) OR #v = :at)' : '#v = :at');

const at = (table: string, { consumer, stream, version }: Position, values: Record<string, AttributeValue>) => ({
  TableName: table,
  Key: keyOf(consumer, stream),
  ConditionExpression: `${isAt(version)} AND (attribute_not_exists(#stopped) OR attribute_exists(#resumed))`,
  ExpressionAttributeNames: { '#v': VERSION, '#n': TRIES, '#stopped': STOPPED, '#resumed': RESUMED },
  ExpressionAttributeValues: { ':at': { N: String(version) }, ...values },
});
