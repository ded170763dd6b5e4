import { EventSourceError } from './event-source-error.js';

/** The application has a store for each tenant, and the call named none. Nothing was read or stored. */
export class TenantRequiredError extends EventSourceError {
  override readonly name = 'TenantRequiredError';

  constructor() {
    super('Each tenant has a store of its own, and this call names no tenant: pass { tenant }.');
  }
}

/** Commands of different tenants were dispatched together. Nothing was read or stored. */
export class MixedTenantsError extends EventSourceError {
  override readonly name = 'MixedTenantsError';

  constructor(readonly tenants: readonly (string | undefined)[]) {
    super(
      `Commands that are dispatched together belong to different tenants: ${tenants.map(String).join(', ')}. Dispatch those of each tenant separately.`,
    );
  }
}
