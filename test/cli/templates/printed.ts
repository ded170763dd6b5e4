import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { run } from '@eventsource/cli';
import { expect } from 'chai';

/** How the command ends, run within this process. */
export async function attempted(...args: readonly string[]) {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const shown = Promise.all([text(stdout), text(stderr)]);
  const code = await run(args, { stdin, stdout, stderr, signal: new AbortController().signal });
  stdout.end();
  stderr.end();
  const [result, complaint] = await shown;
  return { stdout: result, stderr: complaint, code };
}

/** What the command prints. */
export async function printed(...args: readonly string[]): Promise<string> {
  const { stdout, ...end } = await attempted(...args);
  expect(end).to.deep.equal({ stderr: '', code: 0 });
  return stdout;
}
