import assert from 'node:assert/strict';
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  Aggregate,
  Command,
  CommandHandler,
  Dispatcher,
  Event,
  EventHandler,
  install,
  MemoryStore,
} from '@eventsource/core';
import { startDynalite } from '@eventsource/testing';
import { container } from 'tsyringe';
import { quotas } from './quota.js';
import { showRegistry } from './registry.js';

await showRegistry();

@Event('message-sent')
class MessageSent {}

@Command('account')
class SendMessage {
  constructor(readonly account: string) {}
}

@Aggregate('mailbox')
class Mailbox {
  @CommandHandler()
  send(_: SendMessage) {
    return new MessageSent();
  }

  @EventHandler()
  protected sent(_: MessageSent) {}
}

const dynalite = await startDynalite();
const client = dynalite.client();
await dynalite.createTable({
  TableName: 'quotas',
  AttributeDefinitions: [{ AttributeName: 'account', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'account', KeyType: 'HASH' }],
  BillingMode: 'PAY_PER_REQUEST',
});
await client.send(new PutItemCommand({ TableName: 'quotas', Item: { account: { S: 'a' }, left: { N: '2' } } }));

const app = container.createChildContainer();
install(app, { aggregates: [Mailbox], store: new MemoryStore(), companions: [quotas(client)], report: () => {} });
const dispatcher = app.resolve(Dispatcher);
await dispatcher.dispatch(new SendMessage('a'));
await dispatcher.dispatch(new SendMessage('a'));
await assert.rejects(dispatcher.dispatch(new SendMessage('a')), { name: 'QuotaUsedUp' });
const { Item } = await client.send(new GetItemCommand({ TableName: 'quotas', Key: { account: { S: 'a' } } }));
assert.equal(Item?.left?.N, '0');
await dynalite.stop();
