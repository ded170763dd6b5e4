import { inspect } from 'node:util';
import { DeleteItemCommand, type DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { StoreUnavailableError } from '@eventsource/core';
import { AccessDeniedError, createTable, TableMismatchError, TableNotFoundError } from '@eventsource/dynamodb';
import {
  AlreadyReservedError,
  createReservationTable,
  DynamoDbReservations,
  ReservationUnansweredError,
} from '@eventsource/singleton';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { plainClient } from '../dynamodb/raw-items.js';
import { rejection } from '../dynamodb/rejection.js';
import { type Fate, refusal, startProxy } from '../dynamodb/scripted-proxy.js';

const joe = { type: 'email', id: 'joe@example.com', owner: 'user-1' };
const ann = { ...joe, owner: 'user-2' };

describe('A reservation that fails', () => {
  let server: Dynalite;
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  let client: DynamoDBClient;
  let reservations: DynamoDbReservations;
  const { random } = Math;

  before(async () => {
    Math.random = () => 0;
    server = await startDynalite();
    proxy = await startProxy(server.endpoint);
    client = plainClient(proxy.endpoint);
    await createReservationTable({ table: 'reservations', client });
    reservations = new DynamoDbReservations({ table: 'reservations', client });
  });

  beforeEach(async () => {
    proxy.play();
    await reservations.revoke(joe);
    proxy.play();
  });

  after(async () => {
    Math.random = random;
    client.destroy();
    await proxy.stop();
    await server.stop();
  });

  const always = (fate: Fate) => Array<Fate>(10).fill(fate);

  it('names the table that does not exist, and what creates it', async () => {
    const error = await rejection(new DynamoDbReservations({ table: 'missing', client }).reserve(joe));
    expect(error).to.be.instanceOf(TableNotFoundError);
    expect(error)
      .to.have.property('message')
      .that.matches(/create it: createReservationTable\(\{ table: 'missing' \}\) of @eventsource\/singleton\.$/);
  });

  it('names the key that the table should have', async () => {
    await createTable({ table: 'events', client });
    const inEvents = new DynamoDbReservations({ table: 'events', client });
    for (const method of ['reserve', 'release', 'isAvailable', 'revoke'] as const) {
      const error = await rejection(inEvents[method](joe));
      expect(error, method).to.be.instanceOf(TableMismatchError);
      expect(error)
        .to.have.property('message')
        .that.matches(/reservations need the hash key "key" \(S\), as reservationTableDefinition\(\) says\.$/);
    }
    const created = await rejection(createReservationTable({ table: 'events', client }));
    expect(created).to.be.instanceOf(TableMismatchError);
  });

  it('names the action that a policy denies', async () => {
    const actions = {
      reserve: 'PutItem',
      release: 'DeleteItem',
      isAvailable: 'GetItem',
      revoke: 'DeleteItem',
    } as const;
    for (const method of ['reserve', 'release', 'isAvailable', 'revoke'] as const) {
      proxy.play(refusal('AccessDeniedException'));
      const error = await rejection(reservations[method](joe));
      expect(error).to.be.instanceOf(AccessDeniedError);
      expect(error).to.include({ action: `dynamodb:${actions[method]}`, table: 'reservations' });
    }
  });

  it('never takes a value for free that it could not read', async () => {
    proxy.play(...always({ status: 500, body: '{}' }));
    expect(await rejection(reservations.isAvailable(joe))).to.be.instanceOf(StoreUnavailableError);
    proxy.play(...always({ status: 200, body: '{}' }));
    expect(await rejection(reservations.isAvailable(joe))).to.be.instanceOf(StoreUnavailableError);
  });

  it('succeeds where only an answer was lost: the client asks again', async () => {
    proxy.play('lose answer');
    await reservations.reserve(joe);
    expect(proxy.seen).to.deep.equal(['PutItem', 'PutItem']);
    expect(await rejection(reservations.reserve(ann))).to.be.instanceOf(AlreadyReservedError);
  });

  it('says that nobody knows when no answer came, and to reserve again tells', async () => {
    for (const fate of ['lose answer', 'lose request'] as const) {
      for (const change of ['reserve', 'release', 'revoke'] as const) {
        proxy.play(...always(fate));
        const error = await rejection(reservations[change](joe));
        expect(error).to.be.instanceOf(ReservationUnansweredError);
        expect(error).to.deep.include({ type: joe.type, id: joe.id });
        expect(error).to.have.property('cause').that.is.instanceOf(Error);
        proxy.play();
      }
      await reservations.reserve(joe);
      await reservations.release(joe);
    }
  });

  it('is tried again where a transaction was writing the same value', async () => {
    proxy.play(refusal('TransactionConflictException'), refusal('TransactionConflictException'));
    await reservations.reserve(joe);
    expect(proxy.seen).to.deep.equal(['PutItem', 'PutItem', 'PutItem']);
  });

  it('is not tried for ever where transactions go on writing the same value', async () => {
    proxy.play(...always(refusal('TransactionConflictException')));
    expect(await rejection(reservations.reserve(joe))).to.be.instanceOf(StoreUnavailableError);
    proxy.play();
    await reservations.reserve(ann);
  });

  it('is not told who has the value, even where DynamoDB would say', async () => {
    const told = { Item: { key: { S: 'email:joe@example.com' }, owner: { S: 'user-2' } } };
    for (const change of ['reserve', 'release'] as const) {
      proxy.play(refusal('ConditionalCheckFailedException', 400, told));
      const error = await rejection(reservations[change](joe));
      expect(inspect(error, { depth: Infinity, showHidden: true }))
        .to.include(joe.id)
        .and.not.include('user-2');
      expect(proxy.bodies.join()).not.to.include('ReturnValuesOnConditionCheckFailure');
    }
  });

  describe('for a commit apart from it', () => {
    const reserving = (resource = joe) => reservations.companion({ kind: 'reserve', resource, duration: 0 }).begin({});
    const releasing = () => reservations.companion({ kind: 'release', resource: joe }).begin({});

    it('says that nobody knows when no answer came', async () => {
      proxy.play(...always('lose request'));
      const error = await rejection(reserving());
      expect(error).to.be.instanceOf(ReservationUnansweredError).and.include({ type: joe.type, id: joe.id });
    });

    it('is undone although an answer was lost, of the first try or of one that replaces', async () => {
      proxy.play('lose answer');
      await (await reserving()).undo({});
      expect(await reservations.isAvailable(ann)).to.equal(true);

      await reservations.reserve(joe, 60_000);
      const [before] = await items();
      proxy.play('pass', 'pass', 'lose answer');
      await (await reserving()).undo({});
      expect(await items()).to.deep.equal([before]);
    });

    it('is not touched by a release of an earlier one that arrives late', async () => {
      await reserving();
      await (await releasing()).keep({});
      const late = proxy.bodies.at(-1) ?? '';
      await reserving();

      const refusal = await rejection(client.send(new DeleteItemCommand(JSON.parse(late))));

      expect(refusal).to.have.property('name', 'ConditionalCheckFailedException');
      expect(await rejection(reservations.reserve(ann))).to.be.instanceOf(AlreadyReservedError);
    });

    it('is not touched by a reservation or an undo of an earlier one that arrive late', async () => {
      await (await reserving()).undo({});
      const [put = '', deletion = ''] = proxy.bodies;
      await reserving();

      for (const late of [new PutItemCommand(JSON.parse(put)), new DeleteItemCommand(JSON.parse(deletion))]) {
        const refusal = await rejection(late instanceof PutItemCommand ? client.send(late) : client.send(late));
        expect(refusal).to.have.property('name', 'ConditionalCheckFailedException');
      }
      expect(await rejection(reservations.reserve(ann))).to.be.instanceOf(AlreadyReservedError);
    });

    const items = async () => (await client.send(new ScanCommand({ TableName: 'reservations' }))).Items ?? [];
  });
});
