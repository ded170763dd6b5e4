import {
  CreateTableCommand,
  type DynamoDBClient,
  GetItemCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { TransactionTooLargeError } from '@eventsource/dynamodb';
import {
  createCheckpointTable,
  DynamoDbCheckpoints,
  type DynamoDbTransaction,
  ReadModelRefusedError,
} from '@eventsource/lambda';
import { checkpointsContract, RequestLog } from '@eventsource/testing';
import { expect } from 'chai';
import { rejection } from '../../core/accounts/application.js';

const itemOf = (key: string, value = '') => ({ id: { S: key }, value: { S: value } });

/** What checkpoints do with transactions, on any server that has them. */
export function checkpointsTests(connect: () => DynamoDBClient): void {
  let client: DynamoDBClient;
  let checkpoints: DynamoDbCheckpoints;
  let log: RequestLog;
  let streams = 0;

  before(async () => {
    client = connect();
    log = RequestLog.of(client);
    await createCheckpointTable({ table: 'checkpoints', client });
    await client.send(
      new CreateTableCommand({
        TableName: 'model',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
      }),
    );
    await waitUntilTableExists({ client, minDelay: 1, maxWaitTime: 30 }, { TableName: 'model' });
    checkpoints = new DynamoDbCheckpoints({ table: 'checkpoints', client });
  });

  const readModel = {
    write: (transaction: DynamoDbTransaction, key: string, value: string) =>
      transaction.put({ TableName: 'model', Item: itemOf(key, value) }),
    read: async (key: string) =>
      (await client.send(new GetItemCommand({ TableName: 'model', Key: { id: { S: key } }, ConsistentRead: true })))
        .Item?.value?.S,
  };

  checkpointsContract(describe, it, () => checkpoints, { readModel });

  /** A move of a stream of its own, from the start. */
  function moveWith(write: (transaction: DynamoDbTransaction) => void): Promise<void> {
    const move = { consumer: 'balances@1', stream: `account:${streams++}`, from: 0, to: 1 };
    return checkpoints.move(move, async (transaction) => write(transaction));
  }

  const position = async () =>
    (await checkpoints.read('balances@1', [`account:${streams - 1}`])).get(`account:${streams - 1}`);

  it('moves with its writes by one transaction', async () => {
    log.clear();
    await moveWith((transaction) => {
      transaction.put({ TableName: 'model', Item: itemOf('put', '1') });
      transaction.delete({ TableName: 'model', Key: { id: { S: 'other' } } });
      transaction.update({
        TableName: 'model',
        Key: { id: { S: 'updated' } },
        UpdateExpression: 'SET #value = :value',
        ExpressionAttributeNames: { '#value': 'value' },
        ExpressionAttributeValues: { ':value': { S: '2' } },
      });
      transaction.check({
        TableName: 'model',
        Key: { id: { S: 'absent' } },
        ConditionExpression: 'attribute_not_exists(id)',
      });
    });

    expect(log.operations).to.deep.equal(['TransactWriteItems']);
    expect([await readModel.read('put'), await readModel.read('updated')]).to.deep.equal(['1', '2']);
    expect(await position()).to.deep.equal({ version: 1, tries: 0, stopped: false });
  });

  const refused: Record<string, [write: (transaction: DynamoDbTransaction) => void, problem: RegExp]> = {
    'a condition that does not hold': [
      (transaction) =>
        transaction.check({
          TableName: 'model',
          Key: { id: { S: 'no' } },
          ConditionExpression: 'attribute_exists(id)',
        }),
      /the condition of write 1 does not hold/,
    ],
    'two writes to one item': [
      (transaction) => {
        transaction.put({ TableName: 'model', Item: itemOf('twice') });
        transaction.delete({ TableName: 'model', Key: { id: { S: 'twice' } } });
      },
      /multiple operations on one item/,
    ],
    'an item without its key': [
      (transaction) => transaction.put({ TableName: 'model', Item: { value: { S: 'x' } } }),
      /required keys|Missing the key/,
    ],
    'a table that does not exist': [
      (transaction) => transaction.put({ TableName: 'missing', Item: itemOf('x') }),
      /one of these tables does not exist/,
    ],
  };

  for (const [what, [write, problem]] of Object.entries(refused)) {
    it(`refuses ${what}, and does not move`, async () => {
      const error = await rejection(moveWith(write));
      expect(error).to.be.instanceOf(ReadModelRefusedError);
      expect(error)
        .to.include({ consumer: 'balances@1', version: 1 })
        .and.to.have.property('message')
        .that.matches(problem);
      expect(await position()).to.equal(undefined);
    });
  }

  it('refuses more writes than a transaction takes before it sends them', async () => {
    log.clear();
    const error = await rejection(
      moveWith((transaction) => {
        for (let each = 0; each < 100; each++) transaction.put({ TableName: 'model', Item: itemOf(String(each)) });
      }),
    );

    expect(error).to.be.instanceOf(TransactionTooLargeError);
    expect(error).to.include({ items: 101, maxItems: 100 });
    expect(log.operations).to.deep.equal([]);
  });

  it('takes 99 writes', async () => {
    await moveWith((transaction) => {
      for (let each = 0; each < 99; each++) transaction.put({ TableName: 'model', Item: itemOf(String(each)) });
    });
    expect(await position()).to.deep.equal({ version: 1, tries: 0, stopped: false });
  });

  it('lets one of several racing moves win', async () => {
    const move = { consumer: 'balances@1', stream: 'account:race', from: 0, to: 1 };
    const race = await Promise.allSettled(
      ['a', 'b', 'c', 'd'].map((value) =>
        checkpoints.move(move, async (transaction) =>
          transaction.put({ TableName: 'model', Item: itemOf('race', value) }),
        ),
      ),
    );
    expect(race.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
    const lost = race.flatMap((each) => (each.status === 'rejected' ? [each.reason.name] : []));
    expect(lost).to.deep.equal(['CheckpointMovedError', 'CheckpointMovedError', 'CheckpointMovedError']);
  });
}
