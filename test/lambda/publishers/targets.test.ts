import { createHash } from 'node:crypto';
import { SNSClient } from '@aws-sdk/client-sns';
import { MemoryCheckpoints } from '@eventsource/core';
import { EventRefusedError, type Publisher, readArchiveLine } from '@eventsource/lambda';
import { eventBridgePublisher } from '@eventsource/lambda/eventbridge';
import { firehosePublisher } from '@eventsource/lambda/firehose';
import { snsPublisher } from '@eventsource/lambda/sns';
import { expect } from 'chai';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { Recorder } from './service/recorder.js';
import { eventBridgeRig } from './service/rigs.js';
import { commit, record } from './stored.js';

const options = () => ({ name: 'p', checkpoints: new MemoryCheckpoints(), source: '/orders' });
const shipped = record('order-shipped', { carrier: 'DHL' }, { v: 2, m: { user: 'u-1' } });

describe('What is sent to SNS', () => {
  let emulator: FauxqsServer;
  let made: Publisher | undefined;

  const received = (queue: string) => emulator.inspectQueue(queue)?.messages.ready ?? [];
  const publish = async (topicArn: string, stream: string, ...records: Uint8Array[]) => {
    made = snsPublisher({ ...options(), topicArn, endpoint: emulator.address, typePrefix: 'com.example.' });
    expect(await made.take([commit(stream, 1, ...records)])).to.deep.equal([]);
  };

  beforeEach(async () => {
    emulator = await startFauxqs({ port: 0, logger: false });
  });

  afterEach(async () => {
    made?.close();
    await emulator.stop();
  });

  it('can be filtered by type, aggregate, tenant and schema version', async () => {
    const { topicArn } = emulator.createTopic('orders');
    const policies = {
      all: {},
      shipped: { type: ['com.example.order-shipped'], schemaversion: [{ numeric: ['>=', 2] }] },
      others: { aggregate: [{ 'anything-but': ['order'] }] },
      acme: { tenant: ['acme'] },
    };
    for (const [queue, policy] of Object.entries(policies)) {
      emulator.createQueue(queue);
      const attributes = { RawMessageDelivery: 'true', FilterPolicy: JSON.stringify(policy) };
      emulator.subscribe({ topic: 'orders', queue, attributes });
    }
    await publish(topicArn, 'order:o-1', record('order-created'), shipped);
    expect(received('all')).to.have.length(2);
    expect(received('acme')).to.have.length(0);
    await publish(topicArn, ':acme:order:o-1', record('order-created'));
    expect(received('acme').map(({ body }) => JSON.parse(body).stream)).to.deep.equal([':acme:order:o-1']);
    expect(received('others')).to.have.length(0);
    expect(received('shipped').map(({ body }) => JSON.parse(body))).to.deep.equal([
      {
        specversion: '1.0',
        id: 'order:o-1/2',
        source: '/orders',
        type: 'com.example.order-shipped',
        subject: 'o-1',
        time: '2026-03-01T12:00:00.000Z',
        datacontenttype: 'application/json',
        stream: 'order:o-1',
        version: 2,
        schemaversion: 2,
        aggregate: 'order',
        user: 'u-1',
        data: { carrier: 'DHL' },
      },
    ]);
  });

  it('has no attribute that is empty', async () => {
    const { topicArn } = emulator.createTopic('orders');
    emulator.createQueue('q');
    emulator.subscribe({ topic: 'orders', queue: 'q' });
    const address = () => ({ aggregate: '', aggregateId: '', tenant: '' });
    made = snsPublisher({ ...options(), topicArn, endpoint: emulator.address, address });
    expect(await made.take([commit('s:a', 1, record(''), record('e'))])).to.deep.equal([]);
    const bodies = received('q').map(({ body }) => JSON.parse(body));
    const attributes = bodies.map(({ MessageAttributes }) => Object.keys(MessageAttributes));
    expect(attributes).to.deep.equal([['schemaversion'], ['type', 'schemaversion']]);
    expect(Object.values(JSON.parse(bodies[1].Message))).to.not.include('');
  });

  it('goes into the group of its stream, under one deduplication id each time', async () => {
    const { topicArn } = emulator.createTopic('orders.fifo', { attributes: { FifoTopic: 'true' } });
    emulator.createQueue('q.fifo', { attributes: { FifoQueue: 'true' } });
    emulator.subscribe({ topic: 'orders.fifo', queue: 'q.fifo', attributes: { RawMessageDelivery: 'true' } });
    const hash = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;
    const long = `order:${'x'.repeat(140)}`;
    const nearlyLong = `order:${'x'.repeat(121)}`;
    const posing = hash(long);
    const streams = ['order:o-1', 'order:Jörg Ü', long, nearlyLong, posing];
    const idOf = (stream: string) => hash(`/orders|${stream}/1`);
    for (const stream of [...streams, ...streams]) await publish(topicArn, stream, shipped);
    const ids = received('q.fifo').map((message) => [message.messageGroupId, message.messageDeduplicationId]);
    expect(ids).to.deep.equal([
      ['order:o-1', '/orders|order:o-1/1'],
      [hash('order:Jörg Ü'), idOf('order:Jörg Ü')],
      [hash(long), idOf(long)],
      [nearlyLong, idOf(nearlyLong)],
      [hash(posing), `/orders|${posing}/1`],
    ]);
  });

  it('arrives from two tables that share a FIFO topic, though their streams have the same names', async () => {
    const { topicArn } = emulator.createTopic('orders.fifo', { attributes: { FifoTopic: 'true' } });
    emulator.createQueue('q.fifo', { attributes: { FifoQueue: 'true' } });
    emulator.subscribe({ topic: 'orders.fifo', queue: 'q.fifo', attributes: { RawMessageDelivery: 'true' } });
    for (const source of ['/shop-eu/orders', '/shop-us/orders']) {
      const publisher = snsPublisher({ ...options(), source, topicArn, endpoint: emulator.address });
      expect(await publisher.take([commit('order:o-1', 1, shipped)])).to.deep.equal([]);
      publisher.close();
    }
    const sources = received('q.fifo').map(({ body }) => JSON.parse(body).source);
    expect(sources).to.deep.equal(['/shop-eu/orders', '/shop-us/orders']);
  });

  it('goes by the client of the user, which stays open', async () => {
    const { topicArn } = emulator.createTopic('orders');
    emulator.createQueue('q');
    emulator.subscribe({ topic: 'orders', queue: 'q' });
    const credentials = { accessKeyId: 'a', secretAccessKey: 's' };
    const client = new SNSClient({ region: 'us-east-1', endpoint: emulator.address, credentials });
    const publisher = snsPublisher({ ...options(), topicArn, client });
    await publisher.take([commit('s:a', 1, shipped)]);
    publisher.close();
    const again = snsPublisher({ ...options(), topicArn, client });
    expect(await again.take([commit('s:a', 1, shipped)])).to.deep.equal([]);
    expect(received('q')).to.have.length(2);
    client.destroy();
  });
});

describe('What is sent', () => {
  let recorder: Recorder;

  beforeEach(async () => {
    recorder = await Recorder.start();
  });

  afterEach(() => recorder.stop());

  it('to EventBridge has the CloudEvent as detail, and where it belongs beside it', async () => {
    const publisher = eventBridgePublisher({
      ...options(),
      eventBus: 'orders',
      endpoint: recorder.endpoint,
      attempts: 1,
    });
    await publisher.take([commit('order:o-1', 1, shipped)]);
    publisher.close();
    const [{ Detail, ...entry }] = recorder.bodies[0].Entries;
    expect(entry).to.deep.equal({
      EventBusName: 'orders',
      Time: 1772366400,
      Source: '/orders',
      DetailType: 'order-shipped',
      Resources: ['order:o-1'],
    });
    expect(JSON.parse(Detail)).to.include({ id: 'order:o-1/1', user: 'u-1' });
  });

  it('to EventBridge leaves out an event whose type is too long for it, in that stream only', async () => {
    const rig = await eventBridgeRig();
    const checkpoints = new MemoryCheckpoints();
    const typePrefix = 'com.example.';
    const publisher = eventBridgePublisher({ ...options(), checkpoints, endpoint: rig.service.endpoint, typePrefix });
    const named = (length: number) => record('e'.repeat(length - typePrefix.length));
    const failures = await publisher.take([
      commit('order:o-1', 1, named(128)),
      commit('order:o-1', 2, named(129)),
      commit('order:o-2', 1, named(128)),
    ]);
    publisher.close();
    await rig.stop();
    expect(rig.service.broken).to.deep.equal([]);
    expect(rig.arrived().map(({ stream, version }) => `${stream}/${version}`)).to.have.members([
      'order:o-1/1',
      'order:o-2/1',
    ]);
    expect(failures).to.have.length(1);
    expect(failures[0]).to.include({ stream: 'order:o-1', version: 2, transient: false });
    expect(failures[0]?.error)
      .to.be.instanceOf(EventRefusedError)
      .and.include({ version: 2, code: 'DetailTypeTooLong' });
  });

  it('to Firehose is one line of each event, in the form that is asked for', async () => {
    const target = { ...options(), deliveryStream: 'archive', endpoint: recorder.endpoint, attempts: 1 };
    for (const cloudEvents of [undefined, { source: '/orders' }]) {
      const publisher = firehosePublisher({ ...target, ...(cloudEvents && { cloudEvents }) });
      await publisher.take([commit('order:o-1', 1, shipped)]);
      publisher.close();
    }
    const lines = recorder.bodies.map(({ Records }) => Buffer.from(Records[0].Data, 'base64').toString());
    expect(lines[0]).to.equal(`{"stream":"order:o-1","version":1,"record":${shipped}}\n`);
    expect(JSON.parse(lines[1] ?? '')).to.include({ id: 'order:o-1/1', type: 'order-shipped' });
    expect(lines[1]).to.match(/\}\n$/);
  });

  it('to Firehose is one line, also of a payload that is stored on several', async () => {
    const stored = Buffer.from(
      '{\r\n  "t": "order-noted",\n  "d": {\n    "id": 9007199254740993,\r    "text": "a\\nb"\n  }\n}\n',
    );
    const target = { ...options(), deliveryStream: 'archive', endpoint: recorder.endpoint, attempts: 1 };
    for (const cloudEvents of [undefined, { source: '/orders' }]) {
      const publisher = firehosePublisher({ ...target, ...(cloudEvents && { cloudEvents }) });
      await publisher.take([commit('order:o-1', 1, stored)]);
      publisher.close();
    }
    const texts = recorder.bodies.map(({ Records }) => Buffer.from(Records[0].Data, 'base64').toString());
    for (const text of texts) expect(text).to.match(/^[^\r\n]+\n$/);
    expect(Buffer.compare(readArchiveLine(texts[0]?.trimEnd() ?? '').record, stored)).to.equal(0);
    expect(JSON.parse(texts[1] ?? '').data.text).to.equal('a\nb');
    expect(texts[1]).to.include('"id": 9007199254740993');
  });

  it('once is tried once by a client made here', async () => {
    const publisher = firehosePublisher({
      ...options(),
      deliveryStream: 'a',
      endpoint: recorder.endpoint,
      attempts: 1,
    });
    await publisher.take([commit('order:o-1', 1, shipped)]);
    publisher.close();
    expect(recorder.bodies).to.have.length(1);
  });
});

describe('A publisher', () => {
  const topicArn = 'arn:aws:sns:eu-central-1:000000000000:orders';
  const busArn = 'arn:aws:events:eu-central-1:000000000000:event-bus/orders';

  it('is refused options that cannot be', () => {
    for (const source of ['', 'or ders', '%zz', 'ü']) {
      expect(() => snsPublisher({ ...options(), topicArn, source }), source).to.throw(RangeError, 'URI reference');
      expect(() => eventBridgePublisher({ ...options(), source }), source).to.throw(RangeError, 'URI reference');
    }
    expect(() => snsPublisher({ ...options(), topicArn: 'orders' })).to.throw(RangeError, 'orders');
    expect(() => snsPublisher({ ...options(), topicArn, endpoint: 'nowhere' })).to.throw(RangeError, 'nowhere');
    for (const eventBus of ['', 'my bus', topicArn, `${busArn} `]) {
      expect(() => eventBridgePublisher({ ...options(), eventBus }), eventBus).to.throw(RangeError, eventBus);
    }
    const deliveryStream = 'arn:aws:firehose:eu-central-1:000000000000:deliverystream/archive';
    expect(() => firehosePublisher({ ...options(), deliveryStream })).to.throw(RangeError, deliveryStream);
  });

  it('to EventBridge is refused a source or a prefix that EventBridge does not take', () => {
    for (const source of ['aws.orders', 'x'.repeat(257)]) {
      expect(() => eventBridgePublisher({ ...options(), source }), source).to.throw(RangeError, 'source');
    }
    expect(() => eventBridgePublisher({ ...options(), source: 'x'.repeat(256) }).close()).to.not.throw();
    const typePrefix = 'x'.repeat(128);
    expect(() => eventBridgePublisher({ ...options(), typePrefix })).to.throw(RangeError, 'typePrefix');
  });

  it('is refused a region that is not that of its ARN', () => {
    const region = 'us-east-1';
    expect(() => snsPublisher({ ...options(), topicArn, region })).to.throw(RangeError, `must be the region of`);
    expect(() => eventBridgePublisher({ ...options(), eventBus: busArn, region })).to.throw(RangeError, busArn);
    for (const eventBus of ['orders', busArn.replace('eu-central-1', region)]) {
      expect(() => eventBridgePublisher({ ...options(), eventBus, region }).close(), eventBus).to.not.throw();
    }
  });

  it('speaks to the region of its ARN, whatever that of the environment is', async () => {
    const recorder = await Recorder.start();
    const settings = { ...options(), endpoint: recorder.endpoint, attempts: 1 };
    const before = process.env.AWS_REGION;
    process.env.AWS_REGION = 'us-east-1';
    try {
      for (const publisher of [
        snsPublisher({ ...settings, topicArn }),
        eventBridgePublisher({ ...settings, eventBus: busArn }),
        eventBridgePublisher({ ...settings, eventBus: 'orders' }),
      ]) {
        await publisher.take([commit('order:o-1', 1, shipped)]);
        publisher.close();
      }
    } finally {
      if (before === undefined) delete process.env.AWS_REGION;
      else process.env.AWS_REGION = before;
      await recorder.stop();
    }
    expect(recorder.regions).to.deep.equal(['eu-central-1', 'eu-central-1', 'us-east-1']);
  });
});
