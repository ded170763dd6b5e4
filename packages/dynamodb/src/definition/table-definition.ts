import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { KEY, PARTITION } from '../item/format.js';
import { type TableSettings, withSettings } from './table-settings.js';

/**
 * The exact input of CreateTable for a table of events: on-demand billing, and a stream of new images, which
 * projections and publishers read, unless the settings say otherwise. Use it also as the model for CloudFormation, CDK
 * or Terraform.
 *
 * @example
 * new CreateTableCommand(tableDefinition('orders', { deletionProtection: true }));
 */
export const tableDefinition = (table: string, settings: TableSettings = {}): CreateTableCommandInput =>
  withSettings(plainDefinition(table), settings);

const plainDefinition = (table: string): CreateTableCommandInput => ({
  TableName: table,
  AttributeDefinitions: [
    { AttributeName: KEY, AttributeType: 'S' },
    { AttributeName: PARTITION, AttributeType: 'N' },
  ],
  KeySchema: [
    { AttributeName: KEY, KeyType: 'HASH' },
    { AttributeName: PARTITION, KeyType: 'RANGE' },
  ],
  BillingMode: 'PAY_PER_REQUEST',
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
});
