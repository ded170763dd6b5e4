import type { Writable } from 'node:stream';
import { interruptions } from './interruptions.js';
import { run } from './run.js';

/**
 * Runs the command of this process's arguments, and leaves its exit code: all that the program `eventsource` does.
 * Ctrl-C makes it end cleanly.
 */
export async function main(): Promise<void> {
  // A reader that has seen enough (`| head`) closes the pipe, and wants no complaint.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  // Whoever types a command cannot change its Node.js now.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const { stdin, stdout, stderr } = process;
  const code = await run(process.argv.slice(2), { stdin, stdout, stderr, signal: interruptions() });
  await Promise.all([written(stdout), written(stderr)]);
  // What an application's module has opened would keep the process alive.
  process.exit(code);
}

const written = (stream: Writable) => new Promise<void>((resolve) => stream.write('', () => resolve()));
