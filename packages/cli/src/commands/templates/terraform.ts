import type { ExitCode } from '../../exit-code.js';
import type { Session } from '../../session.js';
import { terraformModule } from '../../templates/terraform/module.js';
import { jsonText } from '../../terminal/json.js';
import { deliver } from './deliver.js';
import { settingsOf } from './settings-of.js';
import type { TemplateCommandOptions } from './template-command-options.js';

export async function terraform(session: Session, options: TemplateCommandOptions): Promise<ExitCode> {
  const module = terraformModule(settingsOf(options));
  const asResult = session.json && options.output === undefined;
  return deliver(session, asResult ? `${jsonText({ module })}\n` : module, options);
}
