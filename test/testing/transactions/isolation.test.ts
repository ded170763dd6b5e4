import {
  BatchGetItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { range } from '../../dynamodb/commits.js';
import { type Item, People, put, SEATS, seat, tables, update } from './tables.js';

describe('Transactions on dynalite, beside other requests', () => {
  let dynalite: Dynalite;
  let client: DynamoDBClient;
  let people: People;

  beforeEach(async () => {
    dynalite = await startDynalite();
    client = dynalite.client();
    people = new People(client);
    for (const table of tables) await dynalite.createTable(table);
  });

  afterEach(() => dynalite.stop());

  const numbered = (Item: Item, n: number) => ({ ...Item, n: { N: String(n) } });
  const numberOf = (item?: Item) => Number(item?.n?.N);
  const add = (key: Item, n: number, more = {}) =>
    update(key, { ExpressionAttributeValues: { ':n': { N: String(n) } }, ...more });

  it('are seen whole or not at all by whoever reads several items', async () => {
    const seats = range(1, 20).map((number) => seat('whole', number));
    await people.transact(seats.map((each) => put(numbered(each, 0))));
    let done = false;
    const written = (async () => {
      for (const n of range(1, 60)) await people.transact(seats.map((each) => put(numbered(each, n))));
    })().finally(() => {
      done = true;
    });

    const query = new QueryCommand({
      TableName: SEATS,
      KeyConditionExpression: 'hall = :hall',
      ExpressionAttributeValues: { ':hall': { S: 'whole' } },
    });
    const readings: (() => Promise<Item[] | undefined>)[] = [
      async () => (await client.send(query)).Items,
      async () => (await client.send(new ScanCommand({ TableName: SEATS }))).Items,
    ];
    const seen = new Set<number>();
    while (!done) {
      for (const items of await Promise.all(readings.map((read) => read()))) {
        const numbers = new Set(items?.map(numberOf));
        expect([...numbers], 'numbers of one reading').to.have.length(1);
        for (const number of numbers) seen.add(number);
      }
    }
    await written;
    expect(seen.size, 'states that were seen').to.be.greaterThan(5);
  });

  it('lose none of the single writes to the same items, nor do those lose them', async () => {
    const keys = range(1, 3).map((number) => seat('sums', number));
    const single = (Key: Item) =>
      client.send(
        new UpdateItemCommand({
          TableName: SEATS,
          Key,
          UpdateExpression: 'ADD n :n',
          ExpressionAttributeValues: { ':n': { N: '1' } },
        }),
      );
    await Promise.all(
      range(1, 40).flatMap(() => [people.transact(keys.map((key) => add(key, 100))), ...keys.map(single)]),
    );
    expect((await Promise.all(keys.map((key) => people.get(key)))).map(numberOf)).to.deep.equal([4040, 4040, 4040]);
  });

  it('that race for one item, with each other and with single writes, have one winner', async () => {
    const isFree = { ConditionExpression: 'attribute_not_exists(hall)' };
    const prize = seat('prize', 1);
    const transaction = (n: number) =>
      people.transact([put(numbered(prize, n), isFree), put(numbered(seat('entry', n), n))]);
    const single = (n: number) =>
      client.send(new PutItemCommand({ TableName: SEATS, Item: numbered(prize, n), ...isFree }));
    const race = await Promise.allSettled(range(1, 40).map((n) => (n % 2 ? transaction(n) : single(n))));

    const [winner, ...others] = race.flatMap(({ status }, index) => (status === 'fulfilled' ? [index + 1] : []));
    expect(others).to.deep.equal([]);
    expect(numberOf(await people.get(prize))).to.equal(winner);
    const entries = await Promise.all(range(1, 40).map((n) => people.get(seat('entry', n))));
    expect(entries.filter((entry) => entry !== undefined)).to.have.length(Number(winner) % 2);
  });

  it('that take the same items in other orders all end', async () => {
    const keys = range(1, 6).map((number) => seat('orders', number));
    const turned = (by: number) => [...keys.slice(by % 6), ...keys.slice(0, by % 6)];
    await Promise.all(range(1, 50).map((by) => people.transact(turned(by).map((key) => add(key, 1)))));
    const { Responses } = await client.send(new BatchGetItemCommand({ RequestItems: { [SEATS]: { Keys: keys } } }));
    expect(Responses?.[SEATS]?.map(numberOf)).to.deep.equal(Array(6).fill(50));
  });

  it('are answered before it stops', async () => {
    const transactions = range(1, 20).map((number) => people.transact([put(seat('stop', number))]));
    await Promise.race(transactions);
    const [stopped, ...answers] = await Promise.allSettled([dynalite.stop(), ...transactions]);
    expect(stopped.status).to.equal('fulfilled');
    expect(answers.some(({ status }) => status === 'fulfilled')).to.equal(true);
  });
});
