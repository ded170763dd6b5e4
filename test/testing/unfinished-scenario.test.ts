import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

/** What the process of a careless test printed, when it ended with an error. */
const failureOf = (...args: readonly string[]) =>
  new Promise<string>((resolve, reject) => {
    const script = fileURLToPath(new URL('unfinished-scenario-process.js', import.meta.url));
    execFile(process.execPath, ['--enable-source-maps', script, ...args], (error, _, stderr) =>
      error ? resolve(stderr) : reject(new Error('The process ended without an error.')),
    );
  });

describe('a scenario that is not finished', () => {
  it('is an uncaught error when it expects nothing, and points to the line', async () => {
    const printed = await failureOf();
    expect(printed).to.include(
      'A scenario expects nothing of Lend: call and await emits(), emitsNothing() or rejects() on it at once.',
    );
    expect(printed).to.match(/unfinished-scenario-process\.ts:6/);
  });

  it('is an unhandled rejection when it fails and nobody awaits it', async () => {
    expect(await failureOf('unawaited')).to.include('Lend emitted events, and none were expected.');
  });
});
