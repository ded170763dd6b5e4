import { LRUCache } from 'lru-cache';
import { TenantRequiredError } from '../errors/tenant-errors.js';
import type { Store } from '../store/store.js';
import type { TenantStores } from '../store/tenant-stores.js';
import type { Engine } from './engine.js';

/** How many tenants' stores are kept open. */
const OPEN_TENANTS = 1000;

/** Where an application's streams are: in one store, or in one for each tenant. */
export interface Engines {
  /** @throws {TenantRequiredError} */
  of(tenant: string | undefined): Engine;
}

/** One store for all; tenants, if there are any, differ by the names of their streams. */
export class SharedEngine implements Engines {
  constructor(private readonly engine: Engine) {}

  of(): Engine {
    return this.engine;
  }
}

/** A store for each tenant, made when the tenant is first seen. */
export class TenantEngines implements Engines {
  readonly #engines = new LRUCache<string, Engine>({ max: OPEN_TENANTS });

  constructor(
    private readonly stores: TenantStores,
    private readonly engineOn: (store: Store) => Engine,
  ) {}

  of(tenant: string | undefined): Engine {
    if (tenant === undefined) throw new TenantRequiredError();
    const engine = this.#engines.get(tenant) ?? this.engineOn(this.stores.of(tenant));
    this.#engines.set(tenant, engine);
    return engine;
  }
}
