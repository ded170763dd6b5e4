import { type Argument, Command } from 'commander';
import { examplesText, type Run } from './command/define-command.js';
import { commands } from './commands/commands.js';
import type { Io } from './terminal/io.js';
import { hasColors } from './terminal/style.js';
import { version } from './version.js';

/** The whole command line. Nothing is loaded here but names, options and help. */
export function programOf(io: Io, run: Run): Command {
  const program = new Command('eventsource')
    .description('Tables, streams and checks for event-sourced applications on DynamoDB.')
    .version(version(), '-V, --version', 'print the version')
    // "--version 3" behind a command is that command's.
    .enablePositionalOptions()
    .helpCommand(false);
  for (const command of commands) program.addCommand(command(run));
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
