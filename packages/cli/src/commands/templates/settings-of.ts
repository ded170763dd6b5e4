import { tableSettingsOf } from '../../options/table-settings-of.js';
import type { TemplateOptions } from '../../templates/template-options.js';
import type { TemplateCommandOptions } from './template-command-options.js';

/** @throws {UsageError} when one of the capacities is missing. */
export const settingsOf = (options: TemplateCommandOptions): TemplateOptions => ({
  ...tableSettingsOf(options),
  name: options.name,
  singleton: options.singleton,
  pointInTimeRecovery: options.pitr ?? false,
});
