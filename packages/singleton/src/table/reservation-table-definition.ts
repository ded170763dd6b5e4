import type { CreateTableCommandInput, UpdateTimeToLiveCommandInput } from '@aws-sdk/client-dynamodb';
import { type TableSettings, withSettings } from '@eventsource/dynamodb';
import { EXPIRES, KEY } from '../item/format.js';

/**
 * The exact input of CreateTable for a table of reservations: one key, on-demand billing, no stream, unless the settings
 * say otherwise.
 *
 * @example
 * new CreateTableCommand(reservationTableDefinition('reservations', { deletionProtection: true }));
 */
export const reservationTableDefinition = (table: string, settings: TableSettings = {}): CreateTableCommandInput =>
  withSettings(
    {
      TableName: table,
      AttributeDefinitions: [{ AttributeName: KEY, AttributeType: 'S' }],
      KeySchema: [{ AttributeName: KEY, KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    },
    settings,
  );

/**
 * The exact input of UpdateTimeToLive that has DynamoDB delete expired reservations some time after they expired. An
 * expired reservation blocks nobody, whether deleted or not.
 */
export const reservationTableExpiry = (table: string): UpdateTimeToLiveCommandInput => ({
  TableName: table,
  TimeToLiveSpecification: { AttributeName: EXPIRES, Enabled: true },
});
