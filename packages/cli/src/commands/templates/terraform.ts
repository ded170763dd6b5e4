import type { ExitCode } from '../../exit-code.js';
import { tableSettingsOf } from '../../options/table-settings.js';
import type { Session } from '../../session.js';
import { terraformModule } from '../../templates/terraform/module.js';
import { jsonText } from '../../terminal/json.js';
import { deliver } from './deliver.js';
import type { TemplateCommandOptions } from './template-command-options.js';

export async function terraform(session: Session, options: TemplateCommandOptions): Promise<ExitCode> {
  const module = terraformModule({ ...options, ...tableSettingsOf(options) });
  const asResult = session.json && options.output === undefined;
  return deliver(session, asResult ? `${jsonText({ module })}\n` : module, options);
}
