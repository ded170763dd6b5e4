import { Event } from '@eventsource/core';

@Event('subscription-started')
export class SubscriptionStarted {
  constructor(
    readonly plan: string,
    readonly until: string,
  ) {}
}

@Event('subscription-cancelled')
export class SubscriptionCancelled {
  constructor(readonly reason: string) {}
}

@Event('subscription-expired')
export class SubscriptionExpired {}
