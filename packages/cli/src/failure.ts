import { CommanderError, type OptionValues } from 'commander';
import type { ExitCode } from './exit-code.js';
import { hinted } from './hints.js';
import type { Session } from './session.js';
import { jsonText } from './terminal/json.js';
import { printableLines } from './terminal/printable.js';
import { styleOf } from './terminal/style.js';

/** Says on stderr what went wrong. @param typed the options of the command. */
export function tellFailure(session: Session, error: unknown, typed: OptionValues): ExitCode {
  if (error instanceof CommanderError && isToldAlready(error)) return error.exitCode === 0 ? 0 : 2;
  const { stderr, json, signal } = session;
  const told = signal.aborted ? { name: 'AbortError', message: 'Interrupted.' } : failureOf(error, typed);
  const { red } = styleOf(stderr);
  stderr.write(json ? `${jsonText({ error: told })}\n` : `${red('error:')} ${printableLines(told.message)}\n`);
  if (signal.aborted) return 130;
  return told.name === 'UsageError' ? 2 : 1;
}

/** Help and version, asked for or not. */
const isToldAlready = ({ code }: CommanderError) => /^commander\.(help|version)/.test(code);

interface Failure {
  readonly name: string;
  readonly message: string;
}

function failureOf(error: unknown, typed: OptionValues): Failure {
  if (error instanceof CommanderError) return { name: 'UsageError', message: error.message.replace(/^error: /, '') };
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message: _, cause: __, stack: ___, ...fields } = error;
  return { name, message: hinted(error, typed) || name, ...fields };
}
