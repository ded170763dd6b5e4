import type { TableSettings } from '@eventsource/dynamodb';
import { UsageError } from '../errors/usage-error.js';
import type { TableSettingsOptions } from './table-settings.js';

/** @throws {UsageError} when one of the capacities is missing. */
export function tableSettingsOf(options: TableSettingsOptions): TableSettings {
  const { rcap, wcap, stream, deletionProtection, tags } = options;
  if ((rcap === undefined) !== (wcap === undefined)) {
    throw new UsageError('--rcap and --wcap belong together: pass both, or neither for billing on demand.');
  }
  const capacity = rcap !== undefined && wcap !== undefined ? { read: rcap, write: wcap } : undefined;
  return { capacity, stream, deletionProtection, tags };
}
