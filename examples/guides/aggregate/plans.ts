import { token } from '@eventsource/core';

/** What the shop offers. */
export interface Plans {
  /** How many days a payment lasts; undefined for a plan that is not offered. */
  days(plan: string): Promise<number | undefined>;
}

export const PLANS = token<Plans>('plans');
