import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { KEY } from '../item/format.js';

/**
 * The exact input of CreateTable for a table of reservations: one key, on-demand billing. Have items expire by their attribute
 * `expires`, if expired ones are to be deleted; they block nobody either way.
 *
 * @example
 * new CreateTableCommand({ ...reservationTableDefinition('reservations'), DeletionProtectionEnabled: true });
 */
export const reservationTableDefinition = (table: string): CreateTableCommandInput => ({
  TableName: table,
  AttributeDefinitions: [{ AttributeName: KEY, AttributeType: 'S' }],
  KeySchema: [{ AttributeName: KEY, KeyType: 'HASH' }],
  BillingMode: 'PAY_PER_REQUEST',
});
