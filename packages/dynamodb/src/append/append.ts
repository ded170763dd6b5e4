import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Appended, Commit, RequestOptions } from '@eventsource/core';
import { encode } from '../item/encode.js';
import type { Requests } from '../request/requests.js';
import { appendError } from './append-error.js';
import { conditionalPut } from './conditional-put.js';
import { unitsOfRefusal } from './refusal.js';
import { transact } from './transact.js';

/**
 * Puts a commit into the slot after its version if that is free, applied whole or not at all: one request, which is a
 * transaction only where the commit is larger than an item.
 */
export async function append(requests: Requests, commit: Commit, options: RequestOptions): Promise<Appended> {
  const encoded = encode(commit);
  const { items, carriesSnapshot } = encoded;
  if (items.length > 1) return (await transact(requests, [encoded], options))[0] ?? { snapshotStored: false };
  const [{ item, size }] = items;
  const command = new PutItemCommand({ ...conditionalPut(requests.table, item), ReturnConsumedCapacity: 'TOTAL' });
  const charge = { refused: (refusal: unknown) => unitsOfRefusal(refusal, size) };
  const outcome = await requests.try('PutItem', command, { ...options, charge });
  if ('failure' in outcome) throw await appendError(requests, commit, outcome.failure, options);
  return { snapshotStored: carriesSnapshot };
}
