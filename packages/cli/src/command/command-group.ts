import { Command } from 'commander';
import { type DefinedCommand, examplesText } from './define-command.js';

export interface GroupDefinition {
  readonly name: string;
  readonly summary: string;
  readonly examples: readonly [string, ...string[]];
  readonly commands: readonly DefinedCommand[];
}

/** Commands under a word of their own: `eventsource dynamodb create-table`. */
export const commandGroup =
  ({ name, summary, examples, commands }: GroupDefinition): DefinedCommand =>
  (run) => {
    const group = new Command(name).summary(summary).description(summary);
    for (const command of commands) group.addCommand(command(run));
    return group.helpCommand(false).addHelpText('after', examplesText(examples));
  };
