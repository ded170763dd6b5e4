import { AsyncLocalStorage } from 'node:async_hooks';
import type { Middleware } from '@eventsource/core';

/** The HTTP request that is being answered. */
export const requests = new AsyncLocalStorage<{ readonly user: string }>();

export const withUser: Middleware = (invocation, next) => {
  const { options } = invocation;
  const user = requests.getStore()?.user ?? 'nobody';
  return next({ ...invocation, options: { ...options, metadata: { ...options.metadata, user } } });
};
