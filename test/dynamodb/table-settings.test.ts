import {
  createTable,
  deleteTable,
  describeTable,
  PointInTimeRecoveryError,
  pointInTimeRecovery,
  TableNotFoundError,
  TableProtectedError,
  tableDefinition,
} from '@eventsource/dynamodb';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { rejection } from './rejection.js';
import { refusal, startProxy } from './scripted-proxy.js';

describe('The settings of a table', () => {
  let server: Dynalite;
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  const options = (table: string) => ({ table, endpoint: server.endpoint });
  const watched = (table: string) => ({ table, endpoint: proxy.endpoint });
  const answered = (answer: object) => ({ status: 200, body: JSON.stringify(answer) });

  before(async () => {
    server = await startDynalite();
    proxy = await startProxy(server.endpoint);
  });

  after(async () => {
    await proxy.stop();
    await server.stop();
  });

  it('replace those of its definition, and leave the rest of it', () => {
    const { BillingMode: _, StreamSpecification: __, ...key } = tableDefinition('orders');
    const settings = {
      capacity: { read: 5, write: 2 },
      stream: 'NEW_AND_OLD_IMAGES',
      deletionProtection: true,
      tags: { team: 'checkout', stage: 'test' },
    } as const;
    expect(tableDefinition('orders', settings)).to.deep.equal({
      ...key,
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 2 },
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
      DeletionProtectionEnabled: true,
      Tags: [
        { Key: 'team', Value: 'checkout' },
        { Key: 'stage', Value: 'test' },
      ],
    });
    expect(tableDefinition('orders', { stream: false }).StreamSpecification).to.deep.equal({ StreamEnabled: false });
    expect(tableDefinition('orders', { tags: {}, stream: undefined })).to.deep.equal(tableDefinition('orders'));
  });

  it('are those that the table is created with, and that it is described with', async () => {
    await createTable(options('settled'), { capacity: { read: 5, write: 2 } });
    const { arn, ...told } = await describeTable(options('settled'));
    expect(arn).to.match(/:table\/settled$/);
    expect(told).to.deep.include({
      name: 'settled',
      status: 'ACTIVE',
      key: [
        { name: 'key', keyType: 'HASH', type: 'S' },
        { name: 'partition', keyType: 'RANGE', type: 'N' },
      ],
      capacity: { read: 5, write: 2 },
      items: 0,
      deletionProtection: false,
      pointInTimeRecovery: undefined,
      timeToLive: false,
    });
    await createTable(options('on-demand'));
    expect((await describeTable(options('on-demand'))).capacity).to.equal(undefined);
  });

  it('cannot be told of a table that does not exist', async () => {
    expect(await rejection(describeTable(options('never')))).to.be.instanceOf(TableNotFoundError);
  });

  it('are told in full where DynamoDB tells them', async () => {
    await createTable(options('told'), { tags: { team: 'checkout' } });
    const backups = { PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED' } };
    const stream = { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' };
    const table = { TableName: 'told', TableStatus: 'UPDATING', DeletionProtectionEnabled: true, ItemCount: 3 };
    const answers: Record<string, object> = {
      DescribeTable: { Table: { ...table, StreamSpecification: stream, LatestStreamArn: 'arn:stream' } },
      DescribeContinuousBackups: { ContinuousBackupsDescription: backups },
      DescribeTimeToLive: { TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expires' } },
      ListTagsOfResource: { Tags: [{ Key: 'team', Value: 'checkout' }] },
    };
    proxy.answer((operation) => (answers[operation] ? answered(answers[operation]) : 'pass'));
    expect(await describeTable(watched('told'))).to.deep.include({
      status: 'UPDATING',
      stream: 'NEW_IMAGE',
      streamArn: 'arn:stream',
      items: 3,
      deletionProtection: true,
      pointInTimeRecovery: true,
      timeToLive: 'expires',
      tags: { team: 'checkout' },
    });
  });

  it('are told in part where a policy allows no more', async () => {
    await createTable(options('part'));
    proxy.answer((operation) => (operation === 'DescribeTable' ? 'pass' : refusal('AccessDeniedException')));
    expect(await describeTable(watched('part'))).to.include({ status: 'ACTIVE', tags: undefined });
    proxy.answer((operation) => (operation === 'DescribeTable' ? 'pass' : refusal('ExpiredTokenException')));
    expect(await rejection(describeTable(watched('part')))).to.have.property('name', 'CredentialsError');
  });

  describe('with point-in-time recovery', () => {
    const recovered = { pointInTimeRecovery: true, waitAtMost: 5000 };

    it('turn it on once the table is ready for it', async () => {
      const answers = [refusal('ContinuousBackupsUnavailableException'), answered({})];
      const bodies: string[] = [];
      proxy.answer((operation) => {
        if (operation !== 'UpdateContinuousBackups') return 'pass';
        bodies.push(proxy.bodies.at(-1) ?? '');
        return answers.shift() ?? 'pass';
      });
      expect(await createTable(watched('recovered'), recovered)).to.equal('created');
      expect(bodies.map((body) => JSON.parse(body))).to.deep.equal(Array(2).fill(pointInTimeRecovery('recovered')));
    });

    it('say that the table is created where it cannot be turned on', async () => {
      const error = await rejection(createTable(options('unrecovered'), recovered));
      expect(error).to.be.instanceOf(PointInTimeRecoveryError);
      expect(error).to.include({ table: 'unrecovered' });
      expect(error)
        .to.have.property('message')
        .that.matches(/"unrecovered" is created, but without.*emulators/);
      expect(await describeTable(options('unrecovered'))).to.include({ status: 'ACTIVE' });
    });

    it('give the reason of a refusal', async () => {
      proxy.answer((operation) =>
        operation === 'UpdateContinuousBackups' ? refusal('AccessDeniedException') : 'pass',
      );
      const error = await rejection(createTable(watched('denied'), recovered));
      expect(error)
        .to.have.property('message')
        .that.matches(/"denied" is created.*dynamodb:UpdateContinuousBackups/);
    });

    it('turn it on for a table whose creation was not answered', async () => {
      proxy.answer((operation) => (operation === 'UpdateContinuousBackups' ? answered({}) : 'pass'));
      proxy.play('lose answer');
      expect(await createTable(watched('unanswered'), recovered)).to.equal('created');
      expect(proxy.seen).to.include('UpdateContinuousBackups');
    });

    it('leave a table that existed before a lost request as it is', async () => {
      const { KeySchema, AttributeDefinitions } = tableDefinition('before');
      const CreationDateTime = Date.now() / 1000 - 60;
      const Table = { TableName: 'before', TableStatus: 'ACTIVE', KeySchema, AttributeDefinitions, CreationDateTime };
      await createTable(options('before'));
      proxy.answer((operation) => (operation === 'DescribeTable' ? answered({ Table }) : 'pass'));
      proxy.play('lose request');
      expect(await createTable(watched('before'), recovered)).to.equal('existed');
      expect(proxy.seen).to.not.include('UpdateContinuousBackups');
    });

    it('leave a table that exists as it is', async () => {
      await createTable(options('older'));
      expect(await createTable(options('older'), recovered)).to.equal('existed');
    });
  });

  it('may protect the table from deletion', async () => {
    const message = 'Resource cannot be deleted as it is currently protected against deletion.';
    proxy.answer(() => refusal('ValidationException', 400, { message }));
    const error = await rejection(deleteTable(watched('kept')));
    expect(error).to.be.instanceOf(TableProtectedError);
    expect(error).to.include({ table: 'kept' });
    expect(error).to.have.property('message').that.includes('--table-name kept --no-deletion-protection-enabled');
  });
});
