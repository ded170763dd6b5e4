import type { ExitCode } from '../../exit-code.js';
import type { Session } from '../../session.js';
import { written } from '../../templates/cloudformation/notation.js';
import { cloudFormationTemplate } from '../../templates/cloudformation/template.js';
import type { CloudFormationOptions } from './cloudformation-command.js';
import { deliver } from './deliver.js';
import { settingsOf } from './settings-of.js';

/** With `--json`, the template itself is JSON: one document, as of every command. */
export async function cloudFormation(session: Session, options: CloudFormationOptions): Promise<ExitCode> {
  const { format = session.json ? 'json' : 'yaml' } = options;
  return deliver(session, written(cloudFormationTemplate(settingsOf(options)), format), options);
}
