import { reservationKey } from '../reservation-key.js';
import type { ResourceName } from '../resource.js';

/**
 * Under which key the Go library reserved this resource, if under another than {@link reservationKey}. It escapes nothing,
 * and knows no tenants.
 */
export function legacyKey(name: ResourceName): string | undefined {
  if (name.tenant !== undefined) return undefined;
  const key = `${name.type}:${name.id}`;
  return key === reservationKey(name) ? undefined : key;
}
