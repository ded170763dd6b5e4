import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { tableDefinition } from '@eventsource/dynamodb';
import { UsageError } from '../errors/usage-error.js';
import { checkTableName } from './check-table-name.js';
import type { Plan, PlannedTable } from './plan.js';
import { policiesFor } from './policies.js';
import type { TemplateOptions } from './template-options.js';

/** @throws {UsageError} when DynamoDB would refuse the name of a table, or both have one. */
export function planOf(options: TemplateOptions): Plan {
  const { deletionProtection = true, pointInTimeRecovery = false, tags = {} } = options;
  const events: PlannedTable = { holds: 'events', input: eventsInput(options) };
  const reservations = options.singleton === undefined ? [] : [reservationsTable(options.singleton, options)];
  const parts = { stream: events.input.StreamSpecification !== undefined, reservations: reservations.length > 0 };
  return {
    tables: [events, ...reservations],
    policies: policiesFor(parts),
    deletionProtection,
    pointInTimeRecovery,
    tags,
  };
}

function eventsInput({ name, stream, ...options }: TemplateOptions): CreateTableCommandInput {
  checkTableName(name);
  const { StreamSpecification, ...definition } = charged(tableDefinition(name), options);
  if (stream === false || !StreamSpecification) return definition;
  return { ...definition, StreamSpecification: { ...StreamSpecification, ...(stream && { StreamViewType: stream }) } };
}

function reservationsTable(singleton: string, options: TemplateOptions): PlannedTable {
  checkTableName(singleton);
  if (singleton === options.name) throw new UsageError(`Events and reservations need tables of their own.`);
  return { holds: 'reservations', input: charged(reservationTableDefinition(singleton), options), expiry: 'expires' };
}

const reservationTableDefinition = (table: string): CreateTableCommandInput => ({
  TableName: table,
  AttributeDefinitions: [{ AttributeName: 'key', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'key', KeyType: 'HASH' }],
  BillingMode: 'PAY_PER_REQUEST',
});

const charged = (
  definition: CreateTableCommandInput,
  { capacity }: Pick<TemplateOptions, 'capacity'>,
): CreateTableCommandInput =>
  capacity === undefined
    ? definition
    : {
        ...definition,
        BillingMode: 'PROVISIONED',
        ProvisionedThroughput: { ReadCapacityUnits: capacity.read, WriteCapacityUnits: capacity.write },
      };
