import { type Module, provide } from '@eventsource/core';
import { PLANS } from './plans.js';
import { withUser } from './requests.js';
import { Subscription } from './subscription.js';

const days = new Map([['monthly', 30]]);

export const subscriptions: Module = {
  aggregates: [Subscription],
  services: [provide(PLANS, { days: async (plan) => days.get(plan) })],
  middleware: [withUser],
};
