import { MemoryStore, type Module } from '@eventsource/core';
import { createTable, dynamoDb } from '@eventsource/dynamodb';
import { createReservationTable, DynamoDbReservations, MemoryReservations, reserving } from '@eventsource/singleton';

/** Which DynamoDB to use; none for the memory of this process. */
export interface Place {
  readonly region?: string | undefined;
  readonly endpoint?: string | undefined;
}

// #region modules
export const inMemory = (): Module[] => [{ store: new MemoryStore() }, reserving(new MemoryReservations())];

export async function inDynamoDb(place: Place): Promise<Module[]> {
  const [users, reservations] = [
    { table: 'users', ...place },
    { table: 'reservations', ...place },
  ];
  await Promise.all([createTable(users), createReservationTable(reservations)]);
  return [dynamoDb(users), reserving(new DynamoDbReservations(reservations))];
}
// #endregion
