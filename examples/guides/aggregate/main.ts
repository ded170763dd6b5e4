import assert from 'node:assert/strict';
import { Dispatcher, install, MemoryStore, Repository } from '@eventsource/core';
import { container } from 'tsyringe';
import { CancelSubscription, StartSubscription } from './commands.js';
import { CUSTOMERS, type Customers, customers } from './customers.js';
import { SubscriptionCancelled } from './events.js';
import { Farewells } from './farewells.js';
import { InviteMember } from './lazy/invite-member.js';
import { Team } from './lazy/team.js';
import { mistakesOfDraft } from './mistakes.js';
import { subscriptions } from './module.js';
import { requests } from './requests.js';
import { Subscription } from './subscription.js';

// #region application
const application = container.createChildContainer();
const farewells = new Farewells();
install(application, subscriptions, { observers: [farewells], store: new MemoryStore() });
const dispatcher = application.resolve(Dispatcher);

await requests.run({ user: 'ann' }, async () => {
  await dispatcher.dispatch(new StartSubscription('s-1', 'monthly'));
  const { version, events } = await dispatcher.dispatch(new CancelSubscription('s-1', 'too dear'));
  assert.equal(version, 2);
  assert.deepEqual(events, [new SubscriptionCancelled('too dear')]);
  const { count } = await dispatcher.dispatch(new CancelSubscription('s-1', 'again'));
  assert.equal(count, 0);
});
assert.deepEqual(farewells.sent, ['ann cancelled s-1']);
// #endregion

// #region read
const { aggregate } = await application.resolve(Repository).load(Subscription, 's-1');
assert(aggregate instanceof Subscription);
// #endregion

const shop = application.createChildContainer();
customers.register(shop);
assert.equal(await shop.resolve<Customers>(CUSTOMERS).knows('s-1'), true);
assert.equal(await shop.resolve<Customers>(CUSTOMERS).knows('s-2'), false);

mistakesOfDraft();

const lazy = container.createChildContainer();
install(lazy, { aggregates: [Team], store: new MemoryStore() });
assert.equal((await lazy.resolve(Dispatcher).dispatch(new InviteMember('t-1'))).version, 1);
