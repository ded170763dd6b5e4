import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventStore, EventType } from '@castore/core';
import { DynamoDBSingleTableEventStorageAdapter } from '@castore/event-storage-adapter-dynamodb';
import type { Posting } from '../posting.js';
import { castoreTable } from './table.js';

interface Ledger {
  readonly aggregateId: string;
  readonly version: number;
  readonly balance: number;
}

const posted = new EventType<'posted', Posting>({ type: 'posted' });

/** The ledger as castore's guide builds an event store. */
export const ledgers = (client: DynamoDBClient) =>
  new EventStore({
    eventStoreId: 'ledger',
    eventTypes: [posted],
    reducer: (ledger: Ledger, { aggregateId, version, payload }): Ledger => ({
      aggregateId,
      version,
      balance: (ledger?.balance ?? 0) + payload.amount,
    }),
    eventStorageAdapter: new DynamoDBSingleTableEventStorageAdapter({
      tableName: castoreTable,
      dynamoDBClient: client,
    }),
  });

export type Ledgers = ReturnType<typeof ledgers>;
