import assert from 'node:assert/strict';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type DispatchAllOptions, Dispatcher, install, MemoryStore, perTenant, Repository } from '@eventsource/core';
import { createTable, DynamoDbStore, dynamoDb } from '@eventsource/dynamodb';
import { startDynalite } from '@eventsource/testing';
import { container } from 'tsyringe';
import { Account, PayIn, PayOut } from './account.js';
import { ofTenant, tenantFirst } from './tenants.js';

const application = container.createChildContainer();
install(application, { aggregates: [Account], store: new MemoryStore() });
const dispatcher = application.resolve(Dispatcher);
const repository = application.resolve(Repository);

// #region transfer
await dispatcher.dispatch(new PayIn('alice', 100));

const transfer = [new PayOut('alice', 30), new PayIn('bob', 30)];
const options: DispatchAllOptions = { id: 'transfer-1' };
const [alice, bob] = await dispatcher.dispatchAll(transfer, options);
assert.deepEqual([alice?.version, bob?.version], [2, 1]);

// The same again, by whoever did not get the answer: executed once.
await dispatcher.dispatchAll(transfer, options);
assert.equal((await repository.load(Account, 'bob')).aggregate.balance, 30);

await assert.rejects(dispatcher.dispatchAll([new PayIn('bob', 99), new PayOut('alice', 99)]), { name: 'Overdrawn' });
assert.equal((await repository.load(Account, 'bob')).aggregate.balance, 30);
// #endregion

await assert.rejects(dispatcher.dispatchAll([new PayIn('bob', 1), new PayIn('bob', 1)]), {
  name: 'DuplicateAggregateError',
});

// #region name
const { stream } = await dispatcher.dispatch(new PayIn('alice', 1), { tenant: 'acme' });
assert.equal(stream, ':acme:account:alice');
assert.equal((await repository.load(Account, 'alice', { tenant: 'acme' })).version, 1);
// #endregion

const named = container.createChildContainer();
install(named, {
  aggregates: [Account],
  store: new MemoryStore(),
  streamNaming: tenantFirst,
  middleware: [ofTenant(() => 'acme')],
});
assert.equal((await named.resolve(Dispatcher).dispatch(new PayIn('alice', 1))).stream, 'acme/account/alice');

const dynalite = await startDynalite();
const client = dynalite.client();

const separate = container.createChildContainer();
// #region store
const store = perTenant((tenant) => new DynamoDbStore({ table: `accounts-${tenant}`, client }));
install(separate, { aggregates: [Account], store });
// #endregion
const ofTenants = separate.resolve(Dispatcher);
await assert.rejects(ofTenants.dispatch(new PayIn('alice', 1)), { name: 'TenantRequiredError' });
await assert.rejects(ofTenants.dispatch(new PayIn('alice', 1), { tenant: 'acme' }), { name: 'TableNotFoundError' });

await payInTogether(client);
await dynalite.stop();

const plain = await startDynalite({ transactions: false });
await assert.rejects(payInTogether(plain.client()), { name: 'TransactionsUnsupportedError' });
await plain.stop();

async function payInTogether(client: DynamoDBClient): Promise<void> {
  await createTable({ table: 'accounts', client });
  const onDynalite = container.createChildContainer();
  install(onDynalite, { aggregates: [Account] }, dynamoDb({ table: 'accounts', client }));
  const [{ cost } = {}] = await onDynalite
    .resolve(Dispatcher)
    .dispatchAll([new PayIn('alice', 1), new PayIn('bob', 1)]);
  assert.deepEqual(cost, { requests: 3, readUnits: 0, writeUnits: 4 });
}
