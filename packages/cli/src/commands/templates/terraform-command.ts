import { defineCommand } from '../../command/define-command.js';
import { type TemplateCommandOptions, templateOptions } from './template-command-options.js';

export const terraformCommand = defineCommand<TemplateCommandOptions>({
  name: 'terraform',
  summary: 'Prints a Terraform module for the tables.',
  details:
    'It makes the tables, and a policy each for readers, writers, operators and consumers of the stream. Names, tags, ' +
    'capacity and protection are variables, with these options as defaults.',
  examples: [
    'eventsource terraform --name orders --output orders.tf',
    'eventsource terraform --name orders --singleton emails --pitr',
    'eventsource terraform --name orders --consumer feed --consumer-role feed',
  ],
  options: templateOptions(),
  load: async () => (await import('./terraform.js')).terraform,
});
