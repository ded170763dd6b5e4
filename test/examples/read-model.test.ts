import { readFile } from 'node:fs/promises';
import { type DeliveredCommit, Projections } from '@eventsource/core';
import {
  createCheckpointTable,
  deleteCheckpointTable,
  type StreamEvent,
  type StreamHandler,
} from '@eventsource/lambda';
import { type Dynalite, startDynalite } from '@eventsource/testing';
import { expect } from 'chai';
import { container } from 'tsyringe';
import { LocalTopic } from '../../examples/read-model/local-topic.js';
import { OpenOrders } from '../../examples/read-model/open-orders.js';
import { CHECKPOINTS, createTables } from '../../examples/read-model/tables.js';
import { invocation } from '../lambda/events.js';

/** Ann orders o-1 and o-2, and o-1 is shipped: as DynamoDB Local told it. */
const recorded = async (): Promise<StreamEvent> =>
  JSON.parse(await readFile(new URL('../../../test/fixtures/streams/orders.json', import.meta.url), 'utf8'));

const created: DeliveredCommit = {
  stream: 'order:o-1',
  first: 1,
  records: [Buffer.from('{"t":"order-created","d":{"customer":"ann"}}')],
};

describe('The handler of the example read-model', () => {
  const environment = new Map<string, string | undefined>();
  let dynalite: Dynalite;
  let topic: LocalTopic;
  let handler: StreamHandler;

  before(async () => {
    [dynalite, topic] = await Promise.all([startDynalite(), LocalTopic.start()]);
    setEnvironment({
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'emulator',
      AWS_SECRET_ACCESS_KEY: 'emulator',
      DYNAMODB_ENDPOINT: dynalite.endpoint,
      AWS_ENDPOINT_URL_SNS: topic.endpoint,
      TOPIC_ARN: topic.create(),
    });
    await createTables(dynalite.client());
    ({ handler } = await import('../../examples/read-model/handler.js'));
  });

  after(async () => {
    for (const [name, value] of environment) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    container.reset();
    await Promise.all([dynalite.stop(), topic.stop()]);
  });

  function setEnvironment(values: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(values)) {
      environment.set(name, process.env[name]);
      process.env[name] = value;
    }
  }

  const openOrders = () => container.resolve(OpenOrders).of('ann');
  const sent = () => topic.messages.map((message) => JSON.parse(message).id);

  it('takes recorded events into the table and to the topic, once although they come twice', async () => {
    for (const _ of ['first', 'again']) {
      expect(await handler(await recorded(), invocation())).to.deep.equal({ batchItemFailures: [] });
      expect(await openOrders()).to.deep.equal(['o-2']);
      expect(sent()).to.have.members(['order:o-1/1', 'order:o-1/2', 'order:o-2/1']);
    }
  });

  it('does not open an order again for an event that is written late, whatever has become of the positions', async () => {
    await deleteCheckpointTable({ table: CHECKPOINTS });
    await createCheckpointTable({ table: CHECKPOINTS });
    expect(await container.resolve(Projections).consumer(OpenOrders).take([created])).to.deep.equal([]);
    expect(await openOrders()).to.deep.equal(['o-2']);
  });
});
