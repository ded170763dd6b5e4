import type { PublisherOptions } from '@eventsource/lambda';
import { eventBridgePublisher } from '@eventsource/lambda/eventbridge';
import { firehosePublisher } from '@eventsource/lambda/firehose';
import { snsPublisher } from '@eventsource/lambda/sns';
import { startFauxqs } from 'fauxqs';
import { cloudEventArrival } from './arrival.js';
import { EventBridgeProtocol } from './eventbridge.js';
import { FirehoseProtocol } from './firehose.js';
import type { Rig } from './rig.js';
import { Service } from './service.js';
import { SnsProtocol } from './sns.js';

export async function firehoseRig(): Promise<Rig> {
  const { service, ...rig } = await local(new FirehoseProtocol());
  const target = { deliveryStream: 'archive', endpoint: service.endpoint };
  const publisher = (options: PublisherOptions) => firehosePublisher({ ...target, ...options });
  return {
    ...rig,
    service,
    publisher,
    ordered: false,
    entries: 500,
    bytes: 4_194_304,
    entryBytes: 1_024_000,
  };
}

export async function eventBridgeRig(): Promise<Rig> {
  const { service, ...rig } = await local(new EventBridgeProtocol());
  const target = { eventBus: 'orders', source: '/orders', endpoint: service.endpoint };
  const publisher = (options: PublisherOptions) => eventBridgePublisher({ ...target, ...options });
  return { ...rig, service, publisher, ordered: false, entries: 10, bytes: 262_143, entryBytes: 262_143 };
}

/** A topic on fauxqs with one queue that is subscribed to it. */
export async function snsRig({ fifo }: { readonly fifo: boolean }): Promise<Rig> {
  const emulator = await startFauxqs({ port: 0, logger: false });
  const [topic, queue] = fifo ? ['topic.fifo', 'queue.fifo'] : ['topic', 'queue'];
  const { topicArn } = emulator.createTopic(topic, { attributes: fifo ? { FifoTopic: 'true' } : {} });
  const attributes: Record<string, string> = fifo ? { FifoQueue: 'true' } : {};
  emulator.createQueue(queue, { attributes });
  emulator.subscribe({ topic, queue, attributes: { RawMessageDelivery: 'true' } });
  const protocol = new SnsProtocol(emulator.address, fifo);
  const service = new Service(protocol);
  await service.start();
  return {
    service,
    faults: protocol.faults,
    ...{ ordered: fifo, entries: 10, bytes: 262_144, entryBytes: 262_144 },
    publisher: (options) => snsPublisher({ topicArn, source: '/orders', endpoint: service.endpoint, ...options }),
    arrived: () => (emulator.inspectQueue(queue)?.messages.ready ?? []).map(({ body }) => cloudEventArrival(body, 0)),
    reset: () => {
      // Of a FIFO queue, also what it remembers of the last five minutes.
      emulator.deleteQueue(queue);
      emulator.createQueue(queue, { attributes });
      service.play();
    },
    stop: async () => {
      await service.stop();
      await emulator.stop();
    },
  };
}

async function local(protocol: FirehoseProtocol | EventBridgeProtocol) {
  const service = new Service(protocol);
  await service.start();
  return {
    service,
    faults: protocol.faults,
    arrived: () => protocol.arrived,
    reset: () => {
      protocol.arrived.length = 0;
      service.play();
    },
    stop: () => service.stop(),
  };
}
