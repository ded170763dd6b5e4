import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Dispatcher, install, Projections } from '@eventsource/core';
import { DynamoDbCheckpoints } from '@eventsource/lambda';
import { container } from 'tsyringe';
import { application } from './application.js';
import { help, parseArguments } from './arguments.js';
import { CreateOrder, ShipOrder } from './commands.js';
import { Failures } from './failures.js';
import { LocalTopic } from './local-topic.js';
import { OpenOrders } from './open-orders.js';
import { openPlace } from './place.js';
import { CHECKPOINTS, createTables } from './tables.js';
import { toTopic } from './topic.js';
import { until } from './until.js';

const args = parseArguments(process.argv.slice(2));
if (args === 'help') console.log(help);
else await run(args.endpoint);

async function run(endpoint: string | undefined): Promise<void> {
  const [place, topic] = await Promise.all([openPlace(endpoint), LocalTopic.start()]);
  console.log(`DynamoDB is ${place.where}.`);
  await createTables(place.client);
  const checkpoints = new DynamoDbCheckpoints({ table: CHECKPOINTS, client: place.client });
  const publisher = toTopic(topic.create(), checkpoints, topic.endpoint);
  const feed = place.feed(publisher);
  const failures = new Failures();
  install(container, ...application(place.client, checkpoints), feed.module, { report: failures.report });
  feed.start(container);

  await story(topic, failures);

  await feed.stop();
  publisher.close();
  await Promise.all([topic.stop(), place.close()]);
}

async function story(topic: LocalTopic, failures: Failures): Promise<void> {
  const id = randomUUID().slice(0, 8);
  const [ann, bob] = [`ann-${id}`, `bob-${id}`];
  console.log('Ann orders twice, and one order is shipped.');
  await dispatch(new CreateOrder(`1-${id}`, ann), ann);
  await dispatch(new CreateOrder(`2-${id}`, ann), ann);
  await dispatch(new ShipOrder(`1-${id}`, 'DHL'), ann);

  console.log('The topic is deleted by mistake, and Bob orders.');
  await until('message', () => topic.messages.length === 3);
  topic.delete();
  await dispatch(new CreateOrder(`3-${id}`, bob), bob);
  await until('failure', () => failures.count > 0);

  console.log("The topic is there again, and Bob's order is shipped.");
  topic.create();
  await dispatch(new ShipOrder(`3-${id}`, 'UPS'), bob);
  await until('message', () => topic.messages.length === 5);

  console.log('A subscriber of the topic has received:');
  for (const message of topic.messages) print(JSON.parse(message));
}

/** Shows what is open, once the read model has taken what the command has stored. */
async function dispatch(command: CreateOrder | ShipOrder, customer: string): Promise<void> {
  const committed = await container.resolve(Dispatcher).dispatch(command);
  await container.resolve(Projections).waitFor(OpenOrders, committed);
  const open = await container.resolve(OpenOrders).of(customer);
  console.log(`  ${command.constructor.name} ${command.orderId} → open for ${customer}: ${open.join(', ') || 'none'}`);
}

function print({ id, type, data }: { readonly id: string; readonly type: string; readonly data: unknown }): void {
  console.log(`  ${id} ${type} ${JSON.stringify(data)}`);
}
