import type { AttributeValue, UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import { EXPIRES } from '../checkpoints/format.js';
import { DONE, FENCE, LEASED_UNTIL, OWNER, SEQUENCE_NUMBER } from './lease-format.js';
import type { ShardLease } from './shard-leases.js';

type Update = Omit<UpdateItemCommandInput, 'TableName' | 'Key'>;

/** How long the item of a shard is kept after its last change, in seconds: longer than DynamoDB keeps the shard. */
const KEPT = 3 * 24 * 60 * 60;

/** The changes of one shard's item, each refused unless the lease is held, or free. Times in milliseconds. */

export const acquireUpdate = (owner: string, now: number, duration: number): Update => ({
  UpdateExpression: 'SET #owner = :owner, #until = :until, #expires = :expires ADD #fence :one',
  ConditionExpression:
    'attribute_not_exists(#done) AND (attribute_not_exists(#owner) OR #owner = :owner OR #until <= :now)',
  ExpressionAttributeNames: {
    '#owner': OWNER,
    '#until': LEASED_UNTIL,
    '#fence': FENCE,
    '#done': DONE,
    '#expires': EXPIRES,
  },
  ExpressionAttributeValues: {
    ':owner': { S: owner },
    ':expires': expiry(now),
    ':until': number(now + duration),
    ':now': number(now),
    ':one': number(1),
  },
  ReturnValues: 'ALL_NEW',
});

export const renewUpdate = (lease: ShardLease, now: number, duration: number): Update => ({
  UpdateExpression: `SET #until = :until, #expires = :expires${noting(lease)}`,
  ConditionExpression: HELD,
  ExpressionAttributeNames: names(lease),
  ExpressionAttributeValues: { ...values(lease, now), ':until': number(now + duration) },
});

export const releaseUpdate = (lease: ShardLease, now: number): Update => ({
  UpdateExpression: `SET #expires = :expires${noting(lease)} REMOVE #owner, #until`,
  ConditionExpression: HELD,
  ExpressionAttributeNames: names(lease),
  ExpressionAttributeValues: values(lease, now),
});

export const finishUpdate = (lease: ShardLease, now: number): Update => ({
  UpdateExpression: `SET #done = :done, #expires = :expires${noting(lease)} REMOVE #owner, #until`,
  ConditionExpression: HELD,
  ExpressionAttributeNames: { ...names(lease), '#done': DONE },
  ExpressionAttributeValues: { ...values(lease, now), ':done': { BOOL: true } },
});

const HELD = '#owner = :owner AND #fence = :fence';

const noting = ({ sequenceNumber }: ShardLease) => (sequenceNumber === undefined ? '' : ', #seq = :seq');

const names = ({ sequenceNumber }: ShardLease) => ({
  '#owner': OWNER,
  '#fence': FENCE,
  '#until': LEASED_UNTIL,
  '#expires': EXPIRES,
  ...(sequenceNumber !== undefined && { '#seq': SEQUENCE_NUMBER }),
});

const values = ({ owner, fence, sequenceNumber }: ShardLease, now: number): Record<string, AttributeValue> => ({
  ':owner': { S: owner },
  ':fence': number(fence),
  ':expires': expiry(now),
  ...(sequenceNumber !== undefined && { ':seq': { S: sequenceNumber } }),
});

const expiry = (now: number): AttributeValue => number(Math.floor(now / 1000) + KEPT);

const number = (value: number): AttributeValue => ({ N: String(value) });
