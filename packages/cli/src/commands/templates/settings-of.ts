import { UsageError } from '../../errors/usage-error.js';
import { tableSettingsOf } from '../../options/table-settings-of.js';
import type { TemplateOptions } from '../../templates/template-options.js';
import type { TemplateCommandOptions } from './template-command-options.js';

/** @throws {UsageError} when one of two that belong together is missing. */
export const settingsOf = (options: TemplateCommandOptions): TemplateOptions => ({
  ...tableSettingsOf(options),
  name: options.name,
  singleton: options.singleton,
  consumer: consumerOf(options),
  pointInTimeRecovery: options.pitr ?? false,
});

function consumerOf({ consumer, consumerRole }: TemplateCommandOptions): TemplateOptions['consumer'] {
  if (consumer !== undefined && consumerRole !== undefined) return { functionName: consumer, role: consumerRole };
  if (consumer === undefined && consumerRole === undefined) return undefined;
  throw new UsageError('--consumer and --consumer-role belong together: pass both, or neither.');
}
