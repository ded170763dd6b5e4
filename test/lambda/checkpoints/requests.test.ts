import { CreateTableCommand, DescribeTableCommand, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { PointInTimeRecoveryError, TableProtectedError } from '@eventsource/dynamodb';
import {
  checkpointTableDefinition,
  createCheckpointTable,
  DynamoDbCheckpoints,
  deleteCheckpointTable,
} from '@eventsource/lambda';
import { type Dynalite, RequestLog, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { rejection } from '../../core/accounts/application.js';

const consumer = 'balances@1';

describe('What checkpoints in DynamoDB cost', () => {
  let dynalite: Dynalite;
  let client: DynamoDBClient;
  let log: RequestLog;
  let checkpoints: DynamoDbCheckpoints;

  before(async () => {
    dynalite = await startDynalite();
    client = dynalite.client();
    log = RequestLog.of(client);
    await createCheckpointTable({ table: 'checkpoints', client });
    checkpoints = new DynamoDbCheckpoints({ table: 'checkpoints', client });
  });

  after(() => dynalite.stop());

  beforeEach(() => void log.clear());

  const requests = () =>
    log.requests.map(({ operation, readUnits, writeUnits }) => ({ operation, readUnits, writeUnits }));

  it('is one write unit for a move', async () => {
    await checkpoints.move({ consumer, stream: 'a', from: 0, to: 3 }, async () => {});
    await checkpoints.move({ consumer, stream: 'a', from: 3, to: 4 }, async () => {});
    const move = { operation: 'UpdateItem', readUnits: 0, writeUnits: 1 };
    expect(requests()).to.deep.equal([move, move]);
  });

  it('is a read unit for each position, and one request for each hundred', async () => {
    for (let each = 0; each < 101; each++) {
      await checkpoints.move({ consumer, stream: `many:${each}`, from: 0, to: 1 }, async () => {});
    }
    log.clear();
    await checkpoints.read(
      consumer,
      Array.from({ length: 100 }, (_, each) => `many:${each}`),
    );
    expect(requests()).to.deep.equal([{ operation: 'BatchGetItem', readUnits: 100, writeUnits: 0 }]);

    log.clear();
    await checkpoints.read(
      consumer,
      Array.from({ length: 101 }, (_, each) => `many:${each}`),
    );
    expect(log.operations).to.deep.equal(['BatchGetItem', 'BatchGetItem']);
  });

  it('is nothing for no positions', async () => {
    expect(await checkpoints.read(consumer, [])).to.deep.equal(new Map());
    expect(requests()).to.deep.equal([]);
  });

  it('is nothing for work that fails', async () => {
    const work = async () => {
      throw new Error('no');
    };
    await checkpoints.move({ consumer, stream: 'b', from: 0, to: 1 }, work).catch(() => {});
    expect(requests()).to.deep.equal([]);
  });

  it('is a write unit for a try, a mark, its removal, and one more for each entry or removal in the index', async () => {
    const position = { consumer, stream: 'c', version: 0 };
    await checkpoints.fail(position);
    await checkpoints.stop(position);
    await checkpoints.resume(consumer, 'c');
    await checkpoints.settle(consumer, 'c');
    expect(log.operations).to.deep.equal(['UpdateItem', 'UpdateItem', 'UpdateItem', 'UpdateItem']);
    expect(log.requests[0]?.writeUnits).to.equal(1);
  });

  it('is a scan and a write unit for each position that is forgotten, 25 in a request', async () => {
    const name = 'forgotten@1';
    for (let each = 0; each < 26; each++) {
      await checkpoints.move({ consumer: name, stream: `many:${each}`, from: 0, to: 1 }, async () => {});
    }
    log.clear();
    expect(await checkpoints.reset(name)).to.equal(26);
    expect(log.operations).to.deep.equal(['Scan', 'BatchWriteItem', 'BatchWriteItem']);
    expect(log.total.writeUnits).to.equal(26);
  });

  it('is one query for the streams that are stopped', async () => {
    await checkpoints.stop({ consumer, stream: 'd', version: 0 });
    log.clear();
    const stopped = [];
    for await (const stream of checkpoints.stopped(consumer)) stopped.push(stream);
    expect(stopped).to.deep.equal([{ stream: 'd', version: 0, tries: 0, resumed: false }]);
    expect(log.operations).to.deep.equal(['Query']);
  });
});

describe('The table of checkpoints', () => {
  let dynalite: Dynalite;

  before(async () => {
    dynalite = await startDynalite();
  });

  after(() => dynalite.stop());

  it('is created once, and deleted once', async () => {
    const options = { table: 'checkpoints', client: dynalite.client() };
    expect([await createCheckpointTable(options), await createCheckpointTable(options)]).to.deep.equal([
      'created',
      'existed',
    ]);
    expect([await deleteCheckpointTable(options), await deleteCheckpointTable(options)]).to.deep.equal([
      'deleted',
      'absent',
    ]);
  });

  it('may be created by its definition', async () => {
    const client = dynalite.client();
    await client.send(new CreateTableCommand(checkpointTableDefinition('defined')));
    expect(await createCheckpointTable({ table: 'defined', client })).to.equal('existed');
  });

  it('has the settings that are asked for, and its index has them, too', async () => {
    const client = dynalite.client();
    const settings = { capacity: { read: 7, write: 3 }, deletionProtection: true, tags: { team: 'checkout' } };
    const throughput = { ReadCapacityUnits: 7, WriteCapacityUnits: 3 };
    expect(checkpointTableDefinition('settled', settings)).to.deep.include({
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: throughput,
      DeletionProtectionEnabled: true,
      Tags: [{ Key: 'team', Value: 'checkout' }],
    });
    expect(checkpointTableDefinition('settled', {})).to.deep.equal(checkpointTableDefinition('settled'));

    await createCheckpointTable({ table: 'settled', client }, { capacity: settings.capacity });
    const { Table } = await client.send(new DescribeTableCommand({ TableName: 'settled' }));
    expect(Table?.ProvisionedThroughput).to.include(throughput);
    expect(Table?.GlobalSecondaryIndexes?.[0]?.ProvisionedThroughput).to.include(throughput);
  });

  it('is created, and said to be, where its point-in-time recovery cannot be turned on', async () => {
    const options = { table: 'unrecovered', client: dynalite.client() };
    const error = await rejection(createCheckpointTable(options, { pointInTimeRecovery: true }));
    expect(error).to.be.instanceOf(PointInTimeRecoveryError);
    expect(await createCheckpointTable(options)).to.equal('existed');
  });

  it('is not deleted where it is protected', async () => {
    const client = dynalite.client();
    const message = 'Resource cannot be deleted as it is currently protected against deletion.';
    client.middlewareStack.add(
      () => () => Promise.reject(Object.assign(new Error(message), { name: 'ValidationException' })),
    );
    const error = await rejection(deleteCheckpointTable({ table: 'checkpoints', client }));
    expect(error).to.be.instanceOf(TableProtectedError);
  });

  it('is asked for by name where it is missing', async () => {
    const checkpoints = new DynamoDbCheckpoints({ table: 'missing', client: dynalite.client() });
    const error = await checkpoints.read(consumer, ['a']).catch((thrown: unknown) => thrown);
    expect(String(error)).to.match(/TableNotFoundError.*createCheckpointTable\(\{ table: 'missing' \}\)/);
  });

  it('keeps streams apart whose names, with the consumer, look the same or fill a key', async () => {
    const client = dynalite.client();
    await createCheckpointTable({ table: 'names', client });
    const checkpoints = new DynamoDbCheckpoints({ table: 'names', client });
    const long = 'x'.repeat(1021);
    const places = [
      ['a b', 'c'],
      ['a', 'b c'],
      ['a%20b', 'c'],
      ['#a', 'b'],
      ['a', `${long}y`],
      ['a', `${long}z`],
      ['a', `${long}zz`],
      ['a', `${long}${long}`],
    ] as const;
    for (const [index, [name, stream]] of places.entries()) {
      await checkpoints.move({ consumer: name, stream, from: 0, to: index + 1 }, async () => {});
    }
    const versions = await Promise.all(
      places.map(async ([name, stream]) => (await checkpoints.read(name, [stream])).get(stream)?.version),
    );
    expect(versions).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8]);

    const { Items = [] } = await client.send(new ScanCommand({ TableName: 'names' }));
    const sizes = Items.map(({ key }) => Buffer.byteLength(key?.S ?? ''));
    expect(Math.max(...sizes), 'what AWS, but no emulator, takes as a sort key of an index').to.equal(1024);
  });
});
