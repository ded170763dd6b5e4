import { type Argument, Command, Option, type OptionValues } from 'commander';
import type { ExitCode } from '../exit-code.js';
import type { Session } from '../session.js';

/** What a command does. What it throws is told in one line, with exit code 2 for a `UsageError` and 1 for all else. */
export type Action<Options> = (
  session: Session,
  options: Options,
  ...args: readonly string[]
) => ExitCode | Promise<ExitCode>;

export interface CommandDefinition<Options> {
  readonly name: string;
  /** One line, for the list of commands. It begins with a verb and ends with a full stop. */
  readonly summary: string;
  /** More, for the help of this command. */
  readonly details?: string;
  /** Lines as a person would type them. */
  readonly examples: readonly [string, ...string[]];
  readonly arguments?: readonly Argument[];
  readonly options?: readonly Option[];
  /** Loads the action, and with it all that it needs: `eventsource --help` must not wait for the AWS SDK. */
  readonly load: () => Promise<Action<Options>>;
}

export interface Run {
  /** Runs the action of the command that was typed. */
  start<Options extends OptionValues>(
    action: Action<Options>,
    options: Options,
    args: readonly string[],
  ): Promise<void>;
}

/** A command that is not yet part of a program. */
export type DefinedCommand = (run: Run) => Command;

/**
 * A command of the program, with `--json` and its examples below its help.
 *
 * @example
 * export const statsCommand = defineCommand<StatsOptions>({
 *   name: 'stats',
 *   summary: 'Counts streams, events and bytes.',
 *   examples: ['eventsource stats --name orders'],
 *   options: [tableOption(), ...connectionOptions()],
 *   load: async () => (await import('./stats.js')).stats,
 * });
 */
export const defineCommand =
  <Options extends OptionValues>(definition: CommandDefinition<Options>): DefinedCommand =>
  (run) => {
    const command = new Command(definition.name).summary(definition.summary).description(descriptionOf(definition));
    for (const argument of definition.arguments ?? []) command.addArgument(argument);
    for (const option of [...(definition.options ?? []), jsonOption()]) command.addOption(option);
    command.addHelpText('after', examplesText(definition.examples));
    return command.action(async () => run.start(await definition.load(), command.opts<Options>(), command.args));
  };

const jsonOption = () => new Option('--json', 'print JSON, errors on stderr included');

const descriptionOf = ({ summary, details }: CommandDefinition<never>): string =>
  details === undefined ? summary : `${summary}\n\n${details}`;

export const examplesText = (examples: readonly string[]): string =>
  `\n${examples.length > 1 ? 'Examples' : 'Example'}:\n${examples.map((line) => `  $ ${line}\n`).join('')}`;
