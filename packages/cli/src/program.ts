import { type Argument, Command } from 'commander';
import { examplesText, type Run } from './command/define-command.js';
import { commands } from './commands/commands.js';
import type { Io } from './terminal/io.js';
import { hasColors } from './terminal/style.js';
import { version } from './version.js';

/**
 * The command line. Of the command that was typed the options are loaded, of the others nothing: on a slow machine, each
 * file that is loaded can be seen.
 */
export async function programOf(argv: readonly string[], io: Io, run: Run): Promise<Command> {
  const program = new Command('eventsource')
    .description('Tables, streams and checks for event-sourced applications on DynamoDB.')
    .version(version(), '-V, --version', 'print the version')
    // "--version 3" behind a command is that command's.
    .enablePositionalOptions()
    .helpCommand(false);
  for (const { name, summary, load } of commands) {
    program.addCommand(name === argv[0] ? (await load())(run) : new Command(name).summary(summary));
  }
  program.addHelpText('after', examplesText(['eventsource dynamodb create-table --name orders --region us-west-2']));
  settle(program, io);
  return program;
}

const MOST_COLUMNS = 100;

/** Commander does not pass these on to commands that were made before. */
function settle(command: Command, io: Io): void {
  const { stdout, stderr } = io;
  command
    .exitOverride()
    .helpOption('-h, --help', 'print this help')
    .configureHelp({ subcommandTerm: termOf })
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      // Told by whoever started the program, together with all other errors.
      outputError: () => undefined,
      getOutHelpWidth: () => Math.min(stdout.columns ?? 80, MOST_COLUMNS),
      getErrHelpWidth: () => Math.min(stderr.columns ?? 80, MOST_COLUMNS),
      getOutHasColors: () => hasColors(stdout),
      getErrHasColors: () => hasColors(stderr),
    });
  for (const child of command.commands) settle(child, io);
}

/** Without "[options]": every command has some. */
const termOf = (command: Command): string =>
  [command.name(), ...command.registeredArguments.map(humanReadable)].join(' ');

const humanReadable = (argument: Argument): string =>
  argument.required ? `<${argument.name()}>` : `[${argument.name()}]`;
