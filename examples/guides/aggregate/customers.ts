import { provideFactory, Repository, token } from '@eventsource/core';
import { Subscription } from './subscription.js';

export interface Customers {
  /** Whether there has ever been such a subscription. */
  knows(subscription: string): Promise<boolean>;
}

export const CUSTOMERS = token<Customers>('customers');

export const customers = provideFactory(CUSTOMERS, (container) => {
  const repository = container.resolve(Repository);
  return { knows: async (subscription) => (await repository.load(Subscription, subscription)).version > 0 };
});
