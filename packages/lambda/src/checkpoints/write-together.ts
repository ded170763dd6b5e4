import { GetItemCommand, type Update } from '@aws-sdk/client-dynamodb';
import { CheckpointMovedError, type ConsumeOptions, type Move } from '@eventsource/core';
import { type Table, TableNotFoundError, TransactionRefusedError } from '@eventsource/dynamodb';
import { ReadModelRefusedError } from '../errors/read-model-refused-error.js';
import { keyOf } from './checkpoint-updates.js';
import type { CollectedWrites } from './dynamodb-transaction.js';

/** Makes a move and what was written to read models, or nothing. */
export async function writeTogether(
  table: Table,
  { consumer, stream, from }: Move,
  update: Update,
  writes: CollectedWrites,
  options: ConsumeOptions,
): Promise<void> {
  const refusedFor = (problem: string, cause?: unknown) =>
    new ReadModelRefusedError(consumer, stream, from + 1, writes.tables, problem, { cause });
  try {
    const refused = await table.transact([{ Update: update }, ...writes.list], options);
    if (refused?.includes(0)) throw new CheckpointMovedError(consumer, stream, from);
    if (refused) throw refusedFor(`the condition of write ${refused.join(', ')} does not hold.`);
  } catch (error) {
    if (error instanceof TransactionRefusedError) throw refusedFor(error.problem, error);
    // DynamoDB does not say which table it misses: where that of the checkpoints is there, it is another.
    if (error instanceof TableNotFoundError) {
      await table.read('GetItem', new GetItemCommand({ TableName: table.name, Key: keyOf(consumer, stream) }), options);
      throw refusedFor('one of these tables does not exist.', error);
    }
    throw error;
  }
}
