import { Option } from 'commander';
import { defineCommand } from '../../command/define-command.js';
import type { Notation } from '../../templates/cloudformation/notation.js';
import { type TemplateCommandOptions, templateOptions } from './template-command-options.js';

export interface CloudFormationOptions extends TemplateCommandOptions {
  readonly format?: Notation;
}

export const cloudFormationCommand = defineCommand<CloudFormationOptions>({
  name: 'cloudformation',
  summary: 'Prints a CloudFormation template for the tables.',
  details:
    'It makes the tables, and a policy each for readers, writers, operators and consumers of the stream. Names, capacity ' +
    'and protection are parameters, with these options as defaults. Tables outlive their stack. CloudFormation wants ' +
    'CAPABILITY_IAM to deploy it.',
  examples: [
    'eventsource cloudformation --name orders --output orders.yaml',
    'eventsource cloudformation --name orders --singleton emails --format json',
    'eventsource cloudformation --name o --consumer feed --consumer-role feed',
  ],
  options: [...templateOptions(), new Option('--format <format>', 'yaml, or json').choices(['yaml', 'json'])],
  load: async () => (await import('./cloudformation.js')).cloudFormation,
});
