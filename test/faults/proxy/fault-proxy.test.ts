import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect } from 'chai';
import { emulatorClient } from '../emulator-client.js';
import { EmulatorProcess } from '../emulator-process.js';
import type { Fault } from './fault.js';
import { FaultProxy } from './fault-proxy.js';
import { ScriptedFaults } from './fault-source.js';
import { createPlainTable, plainTable } from './plain-table.js';
import { type Seen, send } from './raw-client.js';

describe('FaultProxy', () => {
  let emulator: EmulatorProcess;
  let direct: DynamoDBClient;
  let proxy: FaultProxy;

  before(async () => {
    emulator = await EmulatorProcess.start();
    direct = emulatorClient(emulator.endpoint);
    await createPlainTable(direct);
  });
  after(async () => {
    direct.destroy();
    await emulator.stop();
  });
  afterEach(() => proxy.stop());

  async function meet(...script: Fault[]): Promise<void> {
    const faults = new ScriptedFaults('PutItem', ...script);
    proxy = await FaultProxy.start({ target: emulator.endpoint, faults, late: { least: 150, most: 200 } });
  }
  const put = (key: string): Promise<Seen> =>
    send(proxy.endpoint, 'PutItem', {
      TableName: plainTable,
      Item: { key: { S: key } },
      ReturnConsumedCapacity: 'TOTAL',
    });
  const stored = async (key: string): Promise<boolean> => {
    const { Item } = await direct.send(new GetItemCommand({ TableName: plainTable, Key: { key: { S: key } } }));
    return Item !== undefined;
  };

  it('passes requests and answers on unchanged when there is no fault', async () => {
    await meet();

    const { status, body } = await put('passed');

    expect(status).to.equal(200);
    expect(JSON.parse(body)).to.deep.equal({ ConsumedCapacity: { CapacityUnits: 1, TableName: plainTable } });
    expect(await stored('passed')).to.equal(true);
    expect([...proxy.met]).to.deep.equal([['none', 1]]);
  });

  for (const [fault, applied, ending] of [
    ['drop-request', false, 'socket hang up'],
    ['drop-response', true, 'socket hang up'],
    ['reset', false, 'read ECONNRESET'],
    ['truncate', true, 'aborted'],
  ] as const) {
    it(`ends the connection on ${fault}, the write ${applied ? 'applied' : 'not applied'}`, async () => {
      await meet(fault);

      const seen = await put(fault);

      expect(seen.error).to.equal(ending);
      expect(await stored(fault)).to.equal(applied);
      expect(proxy.met.get(fault)).to.equal(1);
    });
  }

  it('sends only the first half of a truncated answer', async () => {
    await meet('truncate');

    const { status, body } = await put('half');

    expect(status).to.equal(200);
    expect(body)
      .to.have.length.greaterThan(10)
      .and.to.match(/^\{"ConsumedCapacity/);
    expect(() => JSON.parse(body)).to.throw(SyntaxError);
  });

  for (const [fault, applied] of [
    ['hang', false],
    ['hang-applied', true],
  ] as const) {
    it(`leaves the caller without an answer on ${fault}, the connection open, the write ${applied ? 'applied' : 'not applied'}`, async () => {
      await meet(fault);

      expect((await put(fault)).error).to.equal('gave up');
      await proxy.settle();
      expect(await stored(fault)).to.equal(applied);
    });
  }

  it('applies a late write after its caller gave up, and not before', async () => {
    await meet('late');

    expect((await put('late')).error).to.equal('gave up');
    expect(await stored('late')).to.equal(false);
    await proxy.settle();
    expect(await stored('late')).to.equal(true);
  });

  for (const [fault, status, type, applied] of [
    ['throttle', 400, /#(ProvisionedThroughputExceededException|ThrottlingException|RequestLimitExceeded)$/, false],
    ['server-error', 500, /#InternalServerError$/, false],
    ['server-error-applied', 500, /#InternalServerError$/, true],
    ['expired-token', 400, /#ExpiredTokenException$/, false],
    ['transaction-conflict', 400, /#TransactionConflictException$/, false],
  ] as const) {
    it(`answers ${status} on ${fault}, the write ${applied ? 'applied' : 'not applied'}`, async () => {
      await meet(fault);

      const seen = await put(fault);

      expect(seen.status).to.equal(status);
      expect(JSON.parse(seen.body).__type).to.match(type);
      expect(await stored(fault)).to.equal(applied);
    });
  }

  it('is what the SDK sees: the try after a dropped answer is refused by its own first one', async () => {
    await meet('drop-response');
    const client = emulatorClient(proxy.endpoint);
    const once = new PutItemCommand({
      TableName: plainTable,
      Item: { key: { S: 'twice' } },
      ConditionExpression: 'attribute_not_exists(#key)',
      ExpressionAttributeNames: { '#key': 'key' },
    });

    const answer = await client.send(once).catch((error: Error) => error.name);
    client.destroy();

    expect(answer).to.equal('ConditionalCheckFailedException');
    expect(await stored('twice')).to.equal(true);
  });

  it('ends the connection when the emulator is gone', async () => {
    proxy = await FaultProxy.start({ target: 'http://127.0.0.1:9', faults: new ScriptedFaults('PutItem') });

    expect((await put('nowhere')).error).to.equal('socket hang up');
  });

  it('stops while requests hang and are held back, and never applies those', async () => {
    await meet('hang', 'late');
    const hanging = [put('hanging'), put('held')];
    await Promise.all(hanging.map(() => new Promise((resolve) => setTimeout(resolve, 20))));

    await proxy.stop();

    const errors = (await Promise.all(hanging)).map(({ error }) => error);
    for (const error of errors) expect(error).to.be.oneOf(['socket hang up', 'read ECONNRESET']);
    expect(await stored('held')).to.equal(false);
    await meet();
  });
});
