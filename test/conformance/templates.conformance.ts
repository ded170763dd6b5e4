import {
  CreateTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { createTable, type TableSettings } from '@eventsource/dynamodb';
import { createReservationTable } from '@eventsource/singleton';
import { expect } from 'chai';
import {
  isGroup,
  type Template,
  type Value,
  type Values,
  withDefaults,
} from '../cli/templates/cloudformation-template.js';
import { printed } from '../cli/templates/printed.js';
import { DynamoDbLocal } from './dynamodb-local/dynamodb-local.js';

/** As the tables of templates are, unless they are told otherwise. */
const PROTECTED: TableSettings = { deletionProtection: true };

describe('A table of a CloudFormation template, on DynamoDB Local', () => {
  let local: DynamoDbLocal;
  let client: DynamoDBClient;

  before(async function () {
    this.timeout(300_000);
    local = await DynamoDbLocal.start();
    client = local.client();
  });

  after(() => local?.stop());

  /** Creates the table as CloudFormation would, with the parameters' defaults. */
  async function deploy(id: string, ...options: string[]): Promise<void> {
    const template: Template = JSON.parse(await printed('cloudformation', '--format', 'json', ...options));
    const properties = withDefaults(template.Resources[id]?.Properties ?? {}, template);
    if (!isGroup(properties)) throw new TypeError(`${id} has no properties.`);
    await client.send(new CreateTableCommand(inputOf(properties)));
    const { TableName, TimeToLiveSpecification } = properties;
    if (TimeToLiveSpecification === undefined || !isGroup(TimeToLiveSpecification)) return;
    const AttributeName = String(TimeToLiveSpecification.AttributeName);
    const expiry = { TableName: String(TableName), TimeToLiveSpecification: { AttributeName, Enabled: true } };
    await client.send(new UpdateTimeToLiveCommand(expiry));
  }

  /** All that does not tell one table from another of the same kind. */
  async function described(TableName: string) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
    const { KeySchema, AttributeDefinitions, StreamSpecification, DeletionProtectionEnabled } = Table ?? {};
    const { ReadCapacityUnits, WriteCapacityUnits } = Table?.ProvisionedThroughput ?? {};
    return {
      ...{ KeySchema, AttributeDefinitions, StreamSpecification, DeletionProtectionEnabled },
      ...{ ReadCapacityUnits, WriteCapacityUnits, BillingMode: Table?.BillingModeSummary?.BillingMode },
      TimeToLiveDescription,
    };
  }

  it('is the table of events that createTable makes', async () => {
    await deploy('EventsTable', '--name', 'deployed');
    await createTable({ table: 'created', client }, PROTECTED);
    expect(await described('deployed')).to.deep.equal(await described('created'));
    expect(await described('deployed')).to.include({ DeletionProtectionEnabled: true, BillingMode: 'PAY_PER_REQUEST' });
  });

  it('has the capacity and stream that createTable is told, too', async () => {
    await deploy('EventsTable', '--name', 'capacious', '--rcap', '7', '--wcap', '3', '--stream', 'KEYS_ONLY');
    const settings: TableSettings = { ...PROTECTED, capacity: { read: 7, write: 3 }, stream: 'KEYS_ONLY' };
    await createTable({ table: 'capacious-created', client }, settings);
    expect(await described('capacious')).to.deep.equal(await described('capacious-created'));
    expect(await described('capacious')).to.include({ ReadCapacityUnits: 7, WriteCapacityUnits: 3 });
  });

  it('has no stream where none is wanted', async () => {
    const options = ['--name', 'still', '--no-stream', '--no-deletion-protection'];
    await deploy('EventsTable', ...options);
    await createTable({ table: 'still-created', client }, { stream: false, deletionProtection: false });
    expect(await described('still')).to.deep.equal(await described('still-created'));
    expect(await described('still')).to.include({ StreamSpecification: undefined, DeletionProtectionEnabled: false });
  });

  it('is the table of reservations that createReservationTable makes, with what has expired deleted', async () => {
    await deploy('ReservationsTable', '--name', 'orders', '--singleton', 'names', '--no-deletion-protection');
    await createReservationTable({ table: 'names-created', client });
    expect(await described('names')).to.deep.equal(await described('names-created'));
    const { TimeToLiveDescription } = await described('names');
    expect(TimeToLiveDescription).to.deep.equal({ AttributeName: 'expires', TimeToLiveStatus: 'ENABLED' });
  });
});

/** The properties that CreateTable knows under the same names; what CloudFormation says by leaving it out is said here. */
function inputOf(properties: Values): ConstructorParameters<typeof CreateTableCommand>[0] {
  const { StreamSpecification, DeletionProtectionEnabled, ...rest } = properties;
  const { PointInTimeRecoverySpecification: _, TimeToLiveSpecification: __, ...same } = rest;
  const stream = StreamSpecification && isGroup(StreamSpecification) ? { ...StreamSpecification } : undefined;
  const input: Values = {
    ...same,
    DeletionProtectionEnabled: DeletionProtectionEnabled === 'true',
    ...(stream && { StreamSpecification: { ...stream, StreamEnabled: true } }),
  };
  return JSON.parse(JSON.stringify(input satisfies Value));
}
