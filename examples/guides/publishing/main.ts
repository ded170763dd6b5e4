import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Deliveries, Dispatcher, inProcess, install, MemoryCheckpoints, MemoryStore } from '@eventsource/core';
import { archiveLine, Publisher } from '@eventsource/lambda';
import { startFauxqs } from 'fauxqs';
import { container } from 'tsyringe';
import { streamsOf } from './archive.js';
import { CreateOrder, Order, ShipOrder } from './order.js';
import { toTopic } from './publishers.js';
import { Receiver } from './receiver.js';
import { WebhookTarget } from './webhook-target.js';

const aws = await startFauxqs({ port: 0, logger: false });
const { topicArn } = aws.createTopic('orders.fifo', { attributes: { FifoTopic: 'true' } });
aws.createQueue('mail.fifo', { attributes: { FifoQueue: 'true' } });
aws.subscribe({ topic: 'orders.fifo', queue: 'mail.fifo', attributes: { RawMessageDelivery: 'true' } });

// #region in-process
const checkpoints = new MemoryCheckpoints();
const publisher = toTopic(topicArn, checkpoints, aws.address);
const feed = inProcess(publisher);
const application = container.createChildContainer();
install(application, { aggregates: [Order], store: new MemoryStore() }, feed);

const dispatcher = application.resolve(Dispatcher);
await dispatcher.dispatch(new CreateOrder('o-1', 'Joe Public'));
await dispatcher.dispatch(new ShipOrder('o-1', 'DHL'));
await feed.settled();
// #endregion

const receiver = new Receiver();
const messages = aws.inspectQueue('mail.fifo')?.messages.ready ?? [];
for (const { body } of [...messages, ...messages]) receiver.receive(body);
assert.deepEqual(receiver.taken, [
  'com.example.order-created {"customer":"Joe Public"}',
  'com.example.order-shipped {"carrier":"DHL"}',
]);
publisher.close();
await aws.stop();

const posted: string[] = [];
const hook = createServer(async (request, response) => {
  for await (const chunk of request) posted.push(JSON.parse(String(chunk)).id);
  response.end();
});
hook.listen(0, '127.0.0.1');
await once(hook, 'listening');
const address = hook.address();
const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;

// #region webhook
const webhook = new Publisher(new WebhookTarget(url, { source: '/orders' }), { name: 'webhook', checkpoints });
const failures = await application.resolve(Deliveries).to(webhook).catchUp(['order:o-1']);
// #endregion
assert.deepEqual(failures, []);
assert.deepEqual(posted, ['order:o-1/1', 'order:o-1/2']);
hook.closeAllConnections();
hook.close();

const lines = [2, 1, 2].map((version) =>
  archiveLine({ stream: 'order:o-1', version, record: Buffer.from('{"t":"e"}') }),
);
assert.deepEqual(
  streamsOf(lines)
    .get('order:o-1')
    ?.map(({ version }) => version),
  [1, 2],
);
