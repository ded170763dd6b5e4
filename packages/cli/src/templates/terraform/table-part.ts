import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import type { PlannedTable } from '../plan.js';
import type { Block } from './block.js';
import { code, type Expression, text } from './expression.js';
import type { Part } from './part.js';
import { output, variable } from './variable.js';

/** Names of variables and outputs begin with this. The table of events, which every module has, needs no word for it. */
const PREFIX = { events: '', reservations: 'singleton_', checkpoints: 'checkpoint_' } as const;

export const tablePart = (table: PlannedTable): Part => ({
  variables: variables(table),
  blocks: [resource(table)],
  outputs: outputs(table),
});

function variables({ holds, input }: PlannedTable): readonly Block[] {
  const capacity = input.ProvisionedThroughput;
  const number = (name: string, units: number | undefined, what: string) =>
    variable(`${PREFIX[holds]}${name}`, {
      description: `${what} units a second of the table of ${holds}.`,
      type: 'number',
      default: code(units ?? 0),
    });
  return [
    variable(`${PREFIX[holds]}name`, {
      description: `Name of the table of ${holds}.`,
      type: 'string',
      default: text(input.TableName ?? ''),
    }),
    ...(capacity
      ? [
          number('read_capacity', capacity.ReadCapacityUnits, 'Read'),
          number('write_capacity', capacity.WriteCapacityUnits, 'Write'),
        ]
      : []),
  ];
}

const resource = (table: PlannedTable): Block => ({
  type: 'resource',
  labels: ['aws_dynamodb_table', table.holds],
  arguments: {
    name: code(`var.${PREFIX[table.holds]}name`),
    billing_mode: text(table.input.BillingMode ?? ''),
    ...capacity(table),
    ...keys(table.input),
    ...stream(table),
    deletion_protection_enabled: code('var.deletion_protection'),
    tags: code('var.tags'),
  },
  blocks: [...attributes(table), ...indexes(table), ...expiry(table), recovery],
});

const capacity = ({ holds, input }: PlannedTable): Readonly<Record<string, Expression>> =>
  input.ProvisionedThroughput
    ? {
        read_capacity: code(`var.${PREFIX[holds]}read_capacity`),
        write_capacity: code(`var.${PREFIX[holds]}write_capacity`),
      }
    : {};

const ARGUMENT = { HASH: 'hash_key', RANGE: 'range_key' } as const;

interface Keyed {
  readonly KeySchema?: CreateTableCommandInput['KeySchema'];
}

const keys = ({ KeySchema = [] }: Keyed): Readonly<Record<string, Expression>> =>
  Object.fromEntries(
    KeySchema.flatMap(({ AttributeName, KeyType }) =>
      AttributeName && KeyType ? [[ARGUMENT[KeyType], text(AttributeName)]] : [],
    ),
  );

const stream = ({ input: { StreamSpecification } }: PlannedTable): Readonly<Record<string, Expression>> =>
  StreamSpecification?.StreamViewType
    ? { stream_enabled: code(true), stream_view_type: text(StreamSpecification.StreamViewType) }
    : {};

const attributes = ({ input }: PlannedTable): readonly Block[] =>
  (input.AttributeDefinitions ?? []).map(({ AttributeName = '', AttributeType = '' }) => ({
    type: 'attribute',
    arguments: { name: text(AttributeName), type: text(AttributeType) },
  }));

const indexes = ({ input }: PlannedTable): readonly Block[] =>
  (input.GlobalSecondaryIndexes ?? []).map(({ IndexName = '', KeySchema, Projection }) => ({
    type: 'global_secondary_index',
    arguments: {
      name: text(IndexName),
      ...keys({ KeySchema }),
      projection_type: text(Projection?.ProjectionType ?? ''),
    },
  }));

const expiry = ({ expiry }: PlannedTable): readonly Block[] =>
  expiry ? [{ type: 'ttl', arguments: { attribute_name: text(expiry), enabled: code(true) } }] : [];

const recovery: Block = {
  type: 'point_in_time_recovery',
  arguments: { enabled: code('var.point_in_time_recovery') },
};

const outputs = ({ holds, input }: PlannedTable): readonly Block[] => {
  const prefix = PREFIX[holds];
  const table = `aws_dynamodb_table.${holds}`;
  return [
    output(`${prefix}table_name`, `Name of the table of ${holds}.`, `${table}.name`),
    output(`${prefix}table_arn`, `ARN of the table of ${holds}.`, `${table}.arn`),
    ...(input.StreamSpecification?.StreamEnabled
      ? [output(`${prefix}stream_arn`, `ARN of its stream, to map functions to.`, `${table}.stream_arn`)]
      : []),
  ];
};
