import { provide } from '@eventsource/core';
import { scenario } from '@eventsource/testing';
import { CancelSubscription, ExpireSubscription, StartSubscription } from '../../examples/guides/aggregate/commands.js';
import { NotYours, SubscriptionRunning, UnknownPlan } from '../../examples/guides/aggregate/errors.js';
import { SubscriptionExpired, SubscriptionStarted } from '../../examples/guides/aggregate/events.js';
import { PLANS } from '../../examples/guides/aggregate/plans.js';
import { Subscription } from '../../examples/guides/aggregate/subscription.js';

// #region scenarios
describe('A subscription', () => {
  const subscription = scenario(Subscription, {
    services: [provide(PLANS, { days: async (plan) => (plan === 'monthly' ? 30 : undefined) })],
    clock: { now: () => new Date('2026-03-01') },
  });
  const started = new SubscriptionStarted('monthly', '2026-03-31T00:00:00.000Z');

  it('starts with a plan that is offered', async () => {
    await subscription.when(new StartSubscription('s-1', 'monthly')).emits(started);
    await subscription.when(new StartSubscription('s-1', 'hourly')).rejects(UnknownPlan, { plan: 'hourly' });
  });

  it('does not start twice', async () => {
    await subscription.given(started).when(new StartSubscription('s-1', 'monthly')).rejects(SubscriptionRunning);
  });

  it('expires once its days are over, and only then', async () => {
    const over = new SubscriptionStarted('monthly', '2026-02-28T00:00:00.000Z');
    await subscription.given(started).when(new ExpireSubscription('s-1')).emitsNothing();
    await subscription.given(over).when(new ExpireSubscription('s-1')).emits(new SubscriptionExpired());
  });

  it('is cancelled by its owner', async () => {
    const cancel = new CancelSubscription('s-1', 'too dear');
    await subscription
      .given(started)
      .when(cancel, { metadata: { user: 'eve' } })
      .rejects(NotYours);
  });
});
// #endregion
