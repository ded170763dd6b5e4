import type { OptionValues } from 'commander';
import type { Run } from './command/define-command.js';
import type { ExitCode } from './exit-code.js';
import { tellFailure } from './failure.js';
import { programOf } from './program.js';
import type { Session } from './session.js';
import type { Io } from './terminal/io.js';

export type { ExitCode };

/**
 * Runs one command, as `eventsource` does in a shell: results go to `stdout`, one line for an error to `stderr`. It ends
 * no process, and never rejects. Regions, endpoints and credentials come from the arguments, else from the environment.
 *
 * @param argv the words behind `eventsource`.
 * @returns 0 when all is well, 1 when the operation failed or found problems, 2 for wrong use, 130 when interrupted.
 * @example
 * const { stdin, stdout, stderr } = process;
 * const signal = AbortSignal.timeout(60_000);
 * const code = await run(['verify', '--name', 'orders', '--json'], { stdin, stdout, stderr, signal });
 */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const session: Session = { ...io, json: argv.includes('--json') };
  let code: ExitCode = 0;
  let typed: OptionValues = {};
  const start: Run['start'] = async (action, options, args) => {
    typed = options;
    code = await action(session, options, ...args);
  };
  try {
    await (await programOf(argv, io, { start })).parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    return tellFailure(session, error, typed);
  }
}
