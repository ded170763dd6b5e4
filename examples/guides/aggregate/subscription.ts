import { Aggregate, type CommandContext, CommandHandler, type EventContext, EventHandler } from '@eventsource/core';
import { CancelSubscription, ExpireSubscription, StartSubscription } from './commands.js';
import { NotYours, SubscriptionRunning, UnknownPlan } from './errors.js';
import { SubscriptionCancelled, SubscriptionExpired, SubscriptionStarted } from './events.js';
import { PLANS, type Plans } from './plans.js';

const DAY = 24 * 60 * 60 * 1000;

@Aggregate('subscription', { snapshot: { every: 20 } })
export class Subscription {
  private until: string | undefined;
  private owner: string | undefined;

  @CommandHandler({ inject: [PLANS] })
  async start({ plan }: StartSubscription, { time }: CommandContext, plans: Plans) {
    if (this.until) throw new SubscriptionRunning(this.until);
    const days = await plans.days(plan);
    if (days === undefined) throw new UnknownPlan(plan);
    return new SubscriptionStarted(plan, new Date(Number(time) + days * DAY).toISOString());
  }

  @CommandHandler()
  cancel({ reason }: CancelSubscription, { metadata }: CommandContext) {
    if (!this.until) return undefined;
    if (this.owner !== metadata.user) throw new NotYours();
    return new SubscriptionCancelled(reason);
  }

  @CommandHandler()
  expire(_: ExpireSubscription, { time }: CommandContext) {
    return this.until && this.until < time.toISOString() ? new SubscriptionExpired() : undefined;
  }

  @EventHandler()
  protected started({ until }: SubscriptionStarted, { metadata }: EventContext) {
    this.until = until;
    this.owner = metadata.user;
  }

  @EventHandler(SubscriptionCancelled, SubscriptionExpired)
  protected ended(_: SubscriptionCancelled | SubscriptionExpired) {
    this.until = undefined;
  }
}
