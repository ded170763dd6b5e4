import { randomUUID } from 'node:crypto';
import { type DynamoDBClient, QueryCommand, type TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { expect } from 'chai';
import { rejection } from '../../dynamodb/rejection.js';
import { BY_CITY, check, deletion, isNew, PEOPLE, People, person, put, seat, shown, update } from './tables.js';

/** What DynamoDB answers to transactions, on any server with the tables. Each test uses items of its own. */
export function transactWriteTests(client: () => DynamoDBClient): void {
  let people: People;
  let own: string;
  const ann = () => person(`ann-${own}`);
  const bob = () => person(`bob-${own}`);
  const chair = (number = 1) => seat(own, number);

  beforeEach(() => {
    people = new People(client());
    own = randomUUID();
  });

  const isWritten = async (...keys: readonly Parameters<typeof put>[0][]) =>
    Promise.all(keys.map(async (key) => (await people.get(key)) !== undefined));

  it('makes writes of each kind in several tables', async () => {
    await people.put({ ...bob(), n: { N: '4' } });
    await people.put(chair(1));
    await people.put(chair(2));
    await people.transact([
      put({ ...ann(), city: { S: 'Bern' } }, isNew),
      update(bob(), {
        ConditionExpression: 'n < :most',
        ExpressionAttributeValues: { ':n': { N: '1' }, ':most': { N: '5' } },
      }),
      deletion(chair(1)),
      check(chair(2), 'attribute_exists(seat)'),
      check(chair(3), 'attribute_not_exists(seat)'),
    ]);

    expect(await people.get(ann())).to.deep.equal({ ...ann(), city: { S: 'Bern' } });
    expect(await people.get(bob())).to.deep.equal({ ...bob(), n: { N: '5' } });
    expect(await isWritten(chair(1), chair(2), chair(3))).to.deep.equal([false, true, false]);
  });

  it('keeps indexes up to date, and as they are when it is cancelled', async () => {
    const [from, to] = [`from ${own}`, `to ${own}`];
    await people.put({ ...ann(), city: { S: from } });
    await people.transact([put({ ...ann(), city: { S: to } }), put({ ...bob(), city: { S: to } })]);

    const living = async (city: string) => {
      const query = new QueryCommand({
        TableName: PEOPLE,
        IndexName: BY_CITY,
        KeyConditionExpression: 'city = :city',
        ExpressionAttributeValues: { ':city': { S: city } },
      });
      return (await client().send(query)).Count;
    };
    expect([await living(from), await living(to)]).to.deep.equal([0, 2]);
    await rejection(people.transact([put({ ...bob(), city: { S: from } }), put(ann(), isNew)]));
    expect([await living(from), await living(to)]).to.deep.equal([0, 2]);
  });

  it('makes none when conditions do not hold, and gives a reason for each write', async () => {
    await people.put(ann());
    const error = await rejection(
      people.transact([put(bob()), put(ann(), isNew), put(chair()), check(chair(2), 'attribute_exists(seat)')]),
    );

    expect(error).to.include({
      name: 'TransactionCanceledException',
      message:
        'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, None, ConditionalCheckFailed]',
    });
    const [free, taken, alsoFree, absent] = Object(error).CancellationReasons;
    expect([free, alsoFree]).to.deep.equal([{ Code: 'None' }, { Code: 'None' }]);
    expect(taken).to.deep.equal({ Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' });
    // DynamoDB Local ends the message of a check with a full stop.
    expect(absent).to.have.property('Code', 'ConditionalCheckFailed');
    expect(await isWritten(bob(), chair())).to.deep.equal([false, false]);
  });

  it('shows the item that a condition refused, if there is one and the write asks for it', async () => {
    const there = { ...ann(), n: { N: '1' }, bytes: { B: Uint8Array.from([0, 255]) }, list: { L: [{ NULL: true }] } };
    const alsoThere = { ...bob(), n: { N: '1' } };
    await people.put(there);
    await people.put(alsoThere);
    const exists = { ...shown, ConditionExpression: 'attribute_exists(seat)' };
    const more: Partial<TransactWriteItem['Update']> = shown;
    for (const [write, item] of [
      [put(ann(), shown), there],
      [update(ann(), more), there],
      [deletion(ann(), shown), there],
      [put(bob(), isNew), undefined],
      [put(chair(), exists), undefined],
    ] as const) {
      const error = await rejection(people.transact([put(chair(2)), write]));
      expect(error).to.have.nested.property('CancellationReasons[1].Code', 'ConditionalCheckFailed');
      expect(Object(error).CancellationReasons[1].Item).to.deep.equal(item);
    }
  });

  it('cancels for what an item would become', async () => {
    await people.put({ ...ann(), text: { S: 'x' } });
    const grown = update(ann(), {
      UpdateExpression: 'SET more = :more',
      ExpressionAttributeValues: { ':more': { S: 'x'.repeat(400 * 1024 - 20) } },
    });
    const error = await rejection(people.transact([put(bob()), grown]));

    const tooLarge = {
      Code: 'ValidationError',
      Message: 'Item size to update has exceeded the maximum allowed size',
    };
    expect(error).to.have.deep.property('CancellationReasons', [{ Code: 'None' }, tooLarge]);
    expect(await isWritten(bob())).to.deep.equal([false]);
  });

  it('cancels for a key of another type, and for an update of the key', async () => {
    for (const [write, problem] of [
      [put({ id: { N: '1' } }), /Type mismatch for key/],
      [update(bob(), { UpdateExpression: 'SET id = :n' }), /Cannot update attribute id/],
    ] as const) {
      const error = await rejection(people.transact([write]));
      expect(error).to.have.nested.property('CancellationReasons[0].Code', 'ValidationError');
      expect(error).to.have.nested.property('CancellationReasons[0].Message').that.matches(problem);
    }
  });

  const invalid: Record<string, [writes: () => readonly TransactWriteItem[], problem: RegExp]> = {
    'no writes': [
      () => [],
      /'transactItems' failed to satisfy constraint: Member must have length greater than or equal to 1/,
    ],
    'more than 100 writes': [
      () => Array.from({ length: 101 }, (_, number) => put(chair(number))),
      /Member must have length less than or equal to 100/,
    ],
    'an entry without a write': [() => [{}], /should contain Delete or Put or Update/],
    'an entry with two writes': [
      () => [{ ...put(ann()), ...deletion(bob()) }],
      /can only contain one of Check, Put, Update or Delete/,
    ],
    'two writes to one item': [
      () => [put(chair()), put(ann()), check(chair(), 'attribute_exists(seat)')],
      /^Transaction request cannot include multiple operations on one item$/,
    ],
    'more than 4 MB': [
      () => Array.from({ length: 11 }, (_, number) => put({ ...chair(number), text: { S: 'x'.repeat(400_000) } })),
      /^Transaction payload size cannot exceed 4MB\. Payload Size: \d+$/,
    ],
    'an item above 400 KB': [
      () => [put({ ...ann(), text: { S: 'x'.repeat(410_000) } })],
      /Item size has exceeded the maximum allowed size/,
    ],
    'an empty key': [() => [put(person(''))], /cannot contain an empty string value. Key: id/],
    'a check without a condition': [
      () => [{ ConditionCheck: { TableName: PEOPLE, Key: ann(), ConditionExpression: undefined } }],
      /'transactItems\.1\.member\.conditionCheck\.conditionExpression' failed to satisfy constraint: Member must not be null/,
    ],
    'an expression that it cannot read': [
      () => [put(ann()), put(bob(), { ConditionExpression: 'hello!' })],
      /^Invalid ConditionExpression: Syntax error;/,
    ],
    'a name that it does not use': [
      () => [put(ann(), { ...isNew, ExpressionAttributeNames: { '#x': 'x' } })],
      /^Value provided in ExpressionAttributeNames unused in expressions: keys: {#x}$/,
    ],
    'a value that it does not have': [
      () => [put(ann(), { ConditionExpression: 'id = :id' })],
      /^Invalid ConditionExpression: An expression attribute value used in expression is not defined; attribute value: :id$/,
    ],
  };

  for (const [what, [writes, problem]] of Object.entries(invalid)) {
    it(`refuses ${what}`, async () => {
      const error = await rejection(people.transact(writes()));
      expect(error).to.have.property('name', 'ValidationException');
      expect(error).to.have.property('message').that.matches(problem);
      expect(await isWritten(ann(), chair())).to.deep.equal([false, false]);
    });
  }

  it('refuses a table that does not exist', async () => {
    const absent: TransactWriteItem = { Put: { TableName: 'absent', Item: ann() } };
    const error = await rejection(people.transact([put(bob()), absent]));
    expect(error).to.have.property('name', 'ResourceNotFoundException');
    expect(await isWritten(bob())).to.deep.equal([false]);
  });

  describe('under a token', () => {
    let ClientRequestToken: string;

    beforeEach(() => {
      ClientRequestToken = randomUUID();
    });

    it('is made once, and answered like that when it comes again', async () => {
      for (const _ of ['first', 'second', 'third']) await people.transact([update(ann())], { ClientRequestToken });
      expect(await people.get(ann())).to.deep.equal({ ...ann(), n: { N: '1' } });
      await people.transact([update(ann())]);
      expect(await people.get(ann())).to.have.deep.property('n', { N: '2' });
    });

    it('reads, and writes nothing, when it comes again', async () => {
      const consumed = async (ReturnConsumedCapacity: 'TOTAL' | 'INDEXES') =>
        (await people.transact([put(chair())], { ClientRequestToken, ReturnConsumedCapacity })).ConsumedCapacity;
      expect((await consumed('TOTAL'))?.[0]).to.have.property('WriteCapacityUnits');
      const units = { CapacityUnits: 2, ReadCapacityUnits: 2 };
      expect(await consumed('TOTAL')).to.deep.equal([{ TableName: 'seats', ...units }]);
      expect(await consumed('INDEXES')).to.deep.equal([{ TableName: 'seats', ...units, Table: units }]);
    });

    it('is refused when it asks for something else', async () => {
      await people.transact([update(ann())], { ClientRequestToken });
      const others: [write: TransactWriteItem, name: string][] = [
        [update(bob()), 'IdempotentParameterMismatchException'],
        [{ Put: { TableName: 'absent', Item: bob() } }, 'IdempotentParameterMismatchException'],
        [put({ id: { N: '1' } }), 'IdempotentParameterMismatchException'],
        [put(bob(), { ConditionExpression: 'hello!' }), 'ValidationException'],
      ];
      for (const [write, name] of others) {
        expect(await rejection(people.transact([write], { ClientRequestToken }))).to.have.property('name', name);
      }
      expect(await isWritten(bob())).to.deep.equal([false]);
    });

    it('is decided anew when it was cancelled', async () => {
      const exists = { ConditionExpression: 'attribute_exists(id)' };
      await rejection(people.transact([put(ann(), exists)], { ClientRequestToken }));
      await people.put(ann());
      await people.transact([put(ann(), exists)], { ClientRequestToken });
      expect(await rejection(people.transact([put(bob())], { ClientRequestToken }))).to.have.property(
        'name',
        'IdempotentParameterMismatchException',
      );
    });

    it('is refused when that is longer than 36 characters', async () => {
      const error = await rejection(people.transact([put(ann())], { ClientRequestToken: `${ClientRequestToken}x` }));
      expect(error).to.have.property('name', 'ValidationException');
      expect(error)
        .to.have.property('message')
        .that.matches(/clientRequestToken.*less than or equal to 36/);
    });
  });
}
