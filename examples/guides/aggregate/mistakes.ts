import assert from 'node:assert/strict';
import { Aggregate, CommandHandler, ConfigurationError, EventHandler, install } from '@eventsource/core';
import { container } from 'tsyringe';
import { CancelSubscription, ExpireSubscription } from './commands.js';
import { SubscriptionCancelled } from './events.js';
import { PLANS, type Plans } from './plans.js';

@Aggregate('subscription:draft')
class Draft {
  @CommandHandler()
  end(_: CancelSubscription | ExpireSubscription) {}

  @CommandHandler({ inject: [PLANS] })
  cancel(_: CancelSubscription, _context: object, _plans: Plans) {}

  @EventHandler()
  protected cancelled(_: SubscriptionCancelled) {}

  @EventHandler()
  protected left(_: SubscriptionCancelled) {}
}

export function mistakesOfDraft(): void {
  try {
    install(container.createChildContainer(), { aggregates: [Draft] });
    assert.fail('It has no mistakes.');
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    // #region mistakes
    assert.deepEqual(
      error.mistakes.map(({ code, where }) => `${where}: ${code}`),
      [
        'install: store-missing',
        'Draft: aggregate-name',
        'Draft.end: parameter-unknown',
        'Draft.left: event-handled-twice',
        'Draft.cancel: service-unresolvable',
      ],
    );
    // #endregion
  }
}
