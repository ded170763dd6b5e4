import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** How a run of the command ended. */
export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  /** The exit code, or the signal that ended it. */
  readonly code: number | NodeJS.Signals | null;
}

export interface Circumstances {
  /** In addition to what the machine needs, and to credentials that no one accepts. Nothing else is passed on. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** What is typed, or piped in. */
  readonly input?: string;
  /** Type it as soon as stdout shows this; else at once. */
  readonly inputAt?: RegExp;
  /** Press Ctrl-C as soon as stderr or stdout shows this. */
  readonly interruptAt?: RegExp;
}

const PROGRAM = new URL('../../../packages/cli/bin/eventsource.js', import.meta.url).pathname;

/** Runs the command as a process, with pipes for its input and output. */
export const eventsource = (args: readonly string[], circumstances: Circumstances = {}): Promise<Ended> =>
  ended(process.execPath, [PROGRAM, ...args], circumstances);

/** Runs the command on a terminal of 80 columns. All that it shows there is in `stdout`. */
export function eventsourceOnTerminal(args: readonly string[], circumstances: Circumstances = {}): Promise<Ended> {
  const line = [process.execPath, PROGRAM, ...args].map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
  return ended('script', ['-qec', `stty cols 80 -echo; ${line}`, '/dev/null'], circumstances);
}

async function ended(program: string, args: readonly string[], circumstances: Circumstances): Promise<Ended> {
  const { env = {}, cwd, input = '', inputAt, interruptAt } = circumstances;
  const { PATH, HOME } = process.env;
  const machine = { PATH, HOME, TERM: 'xterm', AWS_ACCESS_KEY_ID: 'cli', AWS_SECRET_ACCESS_KEY: 'cli' };
  const child = spawn(program, args, { env: { ...machine, ...env }, ...(cwd !== undefined && { cwd }) });
  child.stdin.on('error', () => undefined);
  if (inputAt) child.stdout.on('data', (chunk) => inputAt.test(String(chunk)) && child.stdin.end(input));
  else child.stdin.end(input);
  if (interruptAt) {
    // Once: a second Ctrl-C ends the command where it stands.
    let isPressed = false;
    const press = (chunk: unknown) => {
      if (isPressed || !interruptAt.test(String(chunk))) return;
      isPressed = true;
      child.kill('SIGINT');
    };
    for (const stream of [child.stdout, child.stderr]) stream.on('data', press);
  }
  const code = new Promise<Ended['code']>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, signal) => resolve(exitCode ?? signal));
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { stdout, stderr, code: await code };
}
