import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { rejection } from '../../dynamodb/rejection.js';
import { check, deletion, type Item, isNew, People, person, put, seat, tables, update } from './tables.js';
import { transactWriteTests } from './transact-write-tests.js';

describe('A transaction on dynalite', () => {
  let dynalite: Dynalite;
  let client: DynamoDBClient;
  let people: People;

  before(async () => {
    dynalite = await startDynalite();
    client = dynalite.client();
    people = new People(client);
    for (const table of tables) await dynalite.createTable(table);
  });

  after(() => dynalite.stop());

  transactWriteTests(() => client);

  // What follows is documented, or was seen on AWS, where DynamoDB Local 1.25.1 answers something else.

  it('consumes two units for each started KB of each item, before or after the write', async () => {
    const sized = (item: Item, size: number) => ({ ...item, text: { S: 'x'.repeat(size) } });
    await people.put(sized(seat('units', 1), 3000));
    await people.put(sized(seat('units', 2), 5000));
    const { ConsumedCapacity } = await people.transact(
      [
        put(person('units')),
        put(sized(person('more units'), 1500)),
        put(seat('units', 1)),
        deletion(seat('units', 2)),
        check(seat('units', 3), 'attribute_not_exists(seat)'),
      ],
      { ReturnConsumedCapacity: 'TOTAL' },
    );
    expect(ConsumedCapacity).to.deep.equal([
      { TableName: 'people', CapacityUnits: 2 + 4, WriteCapacityUnits: 6 },
      { TableName: 'seats', CapacityUnits: 6 + 10 + 2, WriteCapacityUnits: 18 },
    ]);
  });

  it('is cancelled for an operand of another type, beside conditions that do not hold', async () => {
    await people.put({ ...person('typed'), n: { S: 'one' } });
    const error = await rejection(
      people.transact([
        update(person('typed')),
        update(person('untyped'), { ConditionExpression: 'attribute_exists(id)' }),
      ]),
    );
    const [typed, untyped] = Object(error).CancellationReasons;
    expect(typed).to.deep.equal({
      Code: 'ValidationError',
      Message: 'An operand in the update expression has an incorrect data type',
    });
    expect(untyped.Code).to.equal('ConditionalCheckFailed');
  });

  it('is cancelled for the first write that does not suit its table, whatever comes after it', async () => {
    for (const unsuited of [put({ city: { S: 'Bern' } }), put({ id: { N: '1' } }), deletion({ name: { S: 'ann' } })]) {
      const others = [put({ id: { N: '2' } }), put(person('absent'), { ConditionExpression: 'attribute_exists(id)' })];
      const error = await rejection(people.transact([put(person('suited')), unsuited, ...others]));
      const codes = Object(error).CancellationReasons.map(({ Code }: { Code: string }) => Code);
      expect(codes).to.deep.equal(['None', 'ValidationError', 'None', 'None']);
    }
  });

  it('knows an item by a number that is written in another way', async () => {
    const error = await rejection(
      people.transact([put(seat('once', 1)), deletion({ ...seat('once', 1), seat: { N: '1.0' } })]),
    );
    expect(error).to.have.property('message', 'Transaction request cannot include multiple operations on one item');
  });

  it('is made again under its token after ten minutes', async () => {
    const token = { ClientRequestToken: 'a token' };
    const { now } = Date;
    try {
      await people.transact([update(person('ten minutes'))], token);
      Date.now = () => now() + 9 * 60_000;
      await people.transact([update(person('ten minutes'))], token);
      expect(await people.get(person('ten minutes'))).to.have.deep.property('n', { N: '1' });
      Date.now = () => now() + 10 * 60_000 + 1;
      await people.transact([update(person('ten minutes'))], token);
      expect(await people.get(person('ten minutes'))).to.have.deep.property('n', { N: '2' });
    } finally {
      Date.now = now;
    }
  });

  it('is refused where it is no transaction, or no JSON', async () => {
    const send = async (body: string) => {
      const headers = {
        'X-Amz-Target': 'DynamoDB_20120810.TransactWriteItems',
        'Content-Type': 'application/x-amz-json-1.0',
      };
      const response = await fetch(dynalite.endpoint, { method: 'POST', headers, body });
      return [response.status, JSON.parse(await response.text()).__type];
    };
    const unserialized = [400, 'com.amazon.coral.service#SerializationException'];
    expect(await send('{')).to.deep.equal(unserialized);
    expect(await send('{"TransactItems":"none"}')).to.deep.equal(unserialized);
    expect(await send('{}')).to.deep.equal([400, 'com.amazon.coral.validate#ValidationException']);
  });
});

describe('A transaction on dynalite as it comes', () => {
  it('is an unknown operation', async () => {
    const dynalite = await startDynalite({ transactions: false });
    const client = dynalite.client();
    for (const table of tables) await dynalite.createTable(table);
    const error = await rejection(new People(client).transact([put(person('ann'), isNew)]));
    expect(error).to.have.property('name', 'UnknownOperationException');
    await dynalite.stop();
  });
});
