import { CheckpointMovedError, StoreUnavailableError, ThrottledError } from '@eventsource/core';
import { WriteUnansweredError } from '@eventsource/dynamodb';
import { createCheckpointTable, DynamoDbCheckpoints } from '@eventsource/lambda';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { rejection } from '../../core/accounts/application.js';
import { refusal, startProxy } from '../../dynamodb/scripted-proxy.js';

const THROTTLED = refusal('ProvisionedThroughputExceededException');

describe('Checkpoints on a DynamoDB that fails', () => {
  let dynalite: Dynalite;
  let proxy: Awaited<ReturnType<typeof startProxy>>;
  let checkpoints: DynamoDbCheckpoints;
  let streams = 0;
  let stream: string;

  before(async () => {
    dynalite = await startDynalite();
    await createCheckpointTable({ table: 'checkpoints', endpoint: dynalite.endpoint });
    proxy = await startProxy(dynalite.endpoint);
  });

  after(async () => {
    await proxy.stop();
    await dynalite.stop();
  });

  beforeEach(() => {
    stream = `account:${streams++}`;
    checkpoints = new DynamoDbCheckpoints({ table: 'checkpoints', endpoint: proxy.endpoint, requestTimeout: 2000 });
    proxy.play();
  });

  afterEach(() => checkpoints.close());

  const move = () => checkpoints.move({ consumer: 'c', stream, from: 0, to: 1 }, async () => {});
  const version = async () => (await checkpoints.read('c', [stream])).get(stream)?.version;

  it('move when they are throttled once', async () => {
    proxy.play(THROTTLED);
    await move();
    expect(proxy.seen).to.deep.equal(['UpdateItem', 'UpdateItem']);
    expect(await version()).to.equal(1);
  });

  it('say that they are throttled, and have not moved', async () => {
    proxy.play(...Array.from({ length: 10 }, () => THROTTLED));
    expect(await rejection(move())).to.be.instanceOf(ThrottledError);
    proxy.play();
    expect(await version()).to.equal(undefined);
  });

  it('say that someone has moved when it was their own lost answer', async () => {
    proxy.play('lose answer');
    expect(await rejection(move())).to.be.instanceOf(CheckpointMovedError);
    expect(await version()).to.equal(1);
  });

  it('want to be read again when it is not known whether they have moved', async () => {
    proxy.play('lose answer', 'hang', 'hang', 'hang');
    const error = await rejection(move());
    expect(error).to.be.instanceOf(CheckpointMovedError);
    expect(error).to.have.property('cause').that.is.instanceOf(WriteUnansweredError);
    proxy.play();
    expect(await version()).to.equal(1);
  });

  it('read again what is left out of an answer', async () => {
    await move();
    const key = { key: { S: `c ${stream}` } };
    const left = {
      status: 200,
      body: JSON.stringify({ Responses: {}, UnprocessedKeys: { checkpoints: { Keys: [key] } } }),
    };
    proxy.play(left, left);
    expect(await version()).to.equal(1);
    expect(proxy.seen).to.deep.equal(['BatchGetItem', 'BatchGetItem', 'BatchGetItem']);
  });

  it('give up on what is left out of every answer', async () => {
    const key = { key: { S: `c ${stream}` } };
    const left = {
      status: 200,
      body: JSON.stringify({ Responses: {}, UnprocessedKeys: { checkpoints: { Keys: [key] } } }),
    };
    proxy.play(...Array.from({ length: 10 }, () => left));
    expect(await rejection(version())).to.be.instanceOf(ThrottledError);
  });

  it('delete again what is left out of an answer', async () => {
    await move();
    const deletion = { DeleteRequest: { Key: { key: { S: `c ${stream}` } } } };
    const left = { UnprocessedItems: { checkpoints: [deletion] }, ConsumedCapacity: [] };
    proxy.play('pass', { status: 200, body: JSON.stringify(left) });
    await checkpoints.reset('c');
    expect(proxy.seen).to.deep.equal(['Scan', 'BatchWriteItem', 'BatchWriteItem']);
    expect(await version()).to.equal(undefined);
  });

  it('forget on every page of the table', async () => {
    await move();
    const answer = { Items: [], LastEvaluatedKey: { key: { S: 'somewhere' } }, ConsumedCapacity: {} };
    proxy.play(
      { status: 200, body: JSON.stringify(answer) },
      {
        status: 200,
        body: JSON.stringify({ ...answer, Items: [{ key: { S: `c ${stream}` } }, { key: { S: 'cc a' } }] }),
      },
    );
    await checkpoints.reset('c');
    expect(proxy.seen.slice(0, 4)).to.deep.equal(['Scan', 'Scan', 'BatchWriteItem', 'Scan']);
    expect(proxy.bodies[1]).to.contain('"ExclusiveStartKey":{"key":{"S":"somewhere"}}');
    expect(proxy.bodies[2]).to.contain(`c ${stream}`).and.not.to.contain('cc a');
    expect(await version()).to.equal(undefined);
  });

  it('say when they could not forget everything, and go on when they are asked again', async () => {
    await move();
    proxy.play('pass', ...Array.from({ length: 10 }, () => THROTTLED));
    expect(await rejection(checkpoints.reset('c'))).to.be.instanceOf(ThrottledError);
    proxy.play();
    expect(await checkpoints.reset('c')).to.be.greaterThan(0);
    expect(await version()).to.equal(undefined);
  });

  it('never take a failed read for the beginning', async () => {
    await move();
    proxy.play(...Array.from({ length: 4 }, () => refusal('InternalServerError', 500)));
    expect(await rejection(version())).to.be.instanceOf(StoreUnavailableError);
  });
});
