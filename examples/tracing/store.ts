import { MemoryStore, type Store } from '@eventsource/core';
import { createTable, DynamoDbStore } from '@eventsource/dynamodb';
import type { Arguments } from './arguments.js';

/** Where the accounts are. It knows transactions, as both accounts are written together. */
export async function openStore({ endpoint, table }: Arguments): Promise<Store> {
  if (endpoint === undefined) return new MemoryStore();
  await createTable({ table, endpoint });
  return new DynamoDbStore({ table, endpoint });
}
