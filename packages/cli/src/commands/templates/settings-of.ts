import { UsageError } from '../../errors/usage-error.js';
import type { TemplateOptions } from '../../templates/template-options.js';
import type { TemplateCommandOptions } from './template-command-options.js';

/** @throws {UsageError} when one of the capacities is missing. */
export const settingsOf = (options: TemplateCommandOptions): TemplateOptions => ({
  name: options.name,
  singleton: options.singleton,
  capacity: capacityOf(options),
  stream: options.stream,
  deletionProtection: options.deletionProtection,
  pointInTimeRecovery: options.pitr,
  tags: options.tags,
});

function capacityOf({ wcap, rcap }: TemplateCommandOptions): TemplateOptions['capacity'] {
  if (wcap === undefined && rcap === undefined) return undefined;
  if (wcap === undefined)
    throw new UsageError('--rcap needs --wcap beside it: a table is charged on demand, or for both.');
  if (rcap === undefined)
    throw new UsageError('--wcap needs --rcap beside it: a table is charged on demand, or for both.');
  return { read: rcap, write: wcap };
}
