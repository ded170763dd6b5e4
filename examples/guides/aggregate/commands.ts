import { Command } from '@eventsource/core';

@Command('subscription')
export class StartSubscription {
  constructor(
    readonly subscription: string,
    readonly plan: string,
  ) {}
}

// #region cancel
@Command('subscription')
export class CancelSubscription {
  constructor(
    readonly subscription: string,
    readonly reason: string,
  ) {}
}
// #endregion

@Command('subscription')
export class ExpireSubscription {
  constructor(readonly subscription: string) {}
}
