import type { Store } from './store.js';

/** A store for each tenant, in place of one for all; {@link perTenant} makes it. */
export class TenantStores {
  constructor(
    /** Makes the store of a tenant that is new, or was not used for a long time. */
    readonly of: (tenant: string) => Store,
  ) {}
}

/**
 * Gives each tenant a store of its own: then every call names its `tenant`.
 *
 * @param of is asked once for each tenant in use.
 * @example
 * install(container, orders, { store: perTenant((tenant) => new DynamoDbStore({ table: `orders-${tenant}`, client })) });
 */
export const perTenant = (of: (tenant: string) => Store): TenantStores => new TenantStores(of);
