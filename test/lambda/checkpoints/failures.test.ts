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

  it('never take a failed read for the beginning', async () => {
    await move();
    proxy.play(...Array.from({ length: 4 }, () => refusal('InternalServerError', 500)));
    expect(await rejection(version())).to.be.instanceOf(StoreUnavailableError);
  });
});
