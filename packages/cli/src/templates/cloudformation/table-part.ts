import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import type { Plan, PlannedTable } from '../plan.js';
import { attributeOf, type Part, ref, type Value, type Values } from './part.js';

/** Names of parameters and outputs begin with this. The table of events, which every template has, needs no word for it. */
const PREFIX = { events: '', reservations: 'Singleton', checkpoints: 'Checkpoint' } as const;

/** The names of the tables within the template. */
export const LOGICAL_ID = {
  events: 'EventsTable',
  reservations: 'ReservationsTable',
  checkpoints: 'CheckpointsTable',
} as const;

export const tablePart = (table: PlannedTable, plan: Plan): Part => ({
  Parameters: parameters(table),
  Resources: { [LOGICAL_ID[table.holds]]: resource(table, plan) },
  Outputs: outputs(table),
});

function parameters({ holds, input }: PlannedTable): Values {
  const capacity = input.ProvisionedThroughput;
  const units = (initial: number | undefined, what: string): Values => ({
    Type: 'Number',
    Description: `${what} units a second of the table of ${holds}.`,
    MinValue: 1,
    Default: initial ?? 1,
  });
  return {
    [`${PREFIX[holds]}TableName`]: {
      Type: 'String',
      Description: `Name of the table of ${holds}.`,
      AllowedPattern: '[a-zA-Z0-9_.-]{3,255}',
      Default: input.TableName ?? '',
    },
    ...(capacity && {
      [`${PREFIX[holds]}ReadCapacity`]: units(capacity.ReadCapacityUnits, 'Read'),
      [`${PREFIX[holds]}WriteCapacity`]: units(capacity.WriteCapacityUnits, 'Write'),
    }),
  };
}

/** A stack that is deleted, or that renames a table, leaves the old table and its events where they are. */
const resource = (table: PlannedTable, plan: Plan): Values => ({
  Type: 'AWS::DynamoDB::Table',
  DeletionPolicy: 'Retain',
  UpdateReplacePolicy: 'Retain',
  Properties: {
    ...key(table),
    ...indexes(table),
    ...capacity(table),
    ...stream(table),
    ...expiry(table),
    ...safety,
    ...tags(plan),
  },
});

const key = ({ holds, input }: PlannedTable): Values => ({
  TableName: ref(`${PREFIX[holds]}TableName`),
  AttributeDefinitions: (input.AttributeDefinitions ?? []).map(({ AttributeName = '', AttributeType = '' }) => ({
    AttributeName,
    AttributeType,
  })),
  KeySchema: keySchema(input.KeySchema),
});

const keySchema = (keys: CreateTableCommandInput['KeySchema'] = []): Value =>
  keys.map(({ AttributeName = '', KeyType = '' }) => ({ AttributeName, KeyType }));

const indexes = ({ input: { GlobalSecondaryIndexes } }: PlannedTable): Values =>
  GlobalSecondaryIndexes
    ? {
        GlobalSecondaryIndexes: GlobalSecondaryIndexes.map(({ IndexName = '', KeySchema, Projection }) => ({
          IndexName,
          KeySchema: keySchema(KeySchema),
          Projection: { ProjectionType: Projection?.ProjectionType ?? '' },
        })),
      }
    : {};

const capacity = ({ holds, input }: PlannedTable): Values => ({
  BillingMode: input.BillingMode ?? '',
  ...(input.ProvisionedThroughput && {
    ProvisionedThroughput: {
      ReadCapacityUnits: ref(`${PREFIX[holds]}ReadCapacity`),
      WriteCapacityUnits: ref(`${PREFIX[holds]}WriteCapacity`),
    },
  }),
});

const stream = ({ input: { StreamSpecification } }: PlannedTable): Values =>
  StreamSpecification?.StreamViewType
    ? { StreamSpecification: { StreamViewType: StreamSpecification.StreamViewType } }
    : {};

const expiry = ({ expiry }: PlannedTable): Values =>
  expiry ? { TimeToLiveSpecification: { AttributeName: expiry, Enabled: true } } : {};

const safety: Values = {
  PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: ref('PointInTimeRecovery') },
  DeletionProtectionEnabled: ref('DeletionProtection'),
};

const tags = (plan: Plan): Values => {
  const tags = Object.entries(plan.tags).map(([Key, Value]) => ({ Key, Value }));
  return tags.length > 0 ? { Tags: tags } : {};
};

function outputs({ holds, input }: PlannedTable): Values {
  const [prefix, table] = [PREFIX[holds], LOGICAL_ID[holds]];
  return {
    [`${prefix}TableName`]: { Description: `Name of the table of ${holds}.`, Value: ref(table) },
    [`${prefix}TableArn`]: { Description: `ARN of the table of ${holds}.`, Value: attributeOf(table, 'Arn') },
    ...(input.StreamSpecification?.StreamEnabled && {
      [`${prefix}StreamArn`]: {
        Description: 'ARN of its stream, to map functions to.',
        Value: attributeOf(table, 'StreamArn'),
      },
    }),
  };
}
