import type { Middleware, StreamNaming } from '@eventsource/core';

// #region middleware
/** Takes the tenant from where the request was authenticated, so that no caller can name another. */
export const ofTenant =
  (current: () => string): Middleware =>
  (invocation, next) =>
    next({ ...invocation, options: { ...invocation.options, tenant: current() } });
// #endregion

// #region naming
/** Streams named by the tenant first, and without an escape: for ids and tenants that are UUIDs. */
export const tenantFirst: StreamNaming = ({ tenant = 'none', aggregate, aggregateId }) =>
  `${tenant}/${aggregate}/${aggregateId}`;
// #endregion
