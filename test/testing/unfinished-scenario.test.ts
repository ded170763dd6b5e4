import { AssertionError } from 'node:assert';
import { execFile } from 'node:child_process';
import { setImmediate as turn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { provide } from '@eventsource/core';
import { scenario } from '@eventsource/testing';
import { expect } from 'chai';
import { Book, Lend, LOAN_DAYS } from './library/book.js';

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
      'A scenario has no expectation for Lend: call and await emits(), emitsNothing() or rejects() on it at once.',
    );
    expect(printed).to.match(/unfinished-scenario-process\.ts:6/);
  });

  it('fails its own test when it is awaited, or returned, though it expects nothing', async () => {
    const lending = () => scenario(Book, { services: [provide(LOAN_DAYS, 14)] }).when(new Lend('b-1', 'Ann'));
    const tests = [
      // @ts-expect-error: it is no promise.
      async () => await lending(),
      // @ts-expect-error: likewise.
      async () => lending(),
      () => lending(),
    ];
    for (const test of tests) {
      // As a test framework runs it.
      const error: unknown = await Promise.resolve(Reflect.apply(test, undefined, [])).catch((error) => error);
      expect(error).to.be.instanceOf(AssertionError);
      expect(error).to.have.property('message').that.includes('A scenario has no expectation for Lend');
      expect(error).to.have.property('stack').that.includes('unfinished-scenario.test');
    }
    // What is not awaited at all is thrown a turn later: there is nothing left to throw.
    await turn();
  });

  it('is an unhandled rejection when it fails and nobody awaits it', async () => {
    expect(await failureOf('unawaited')).to.include('Lend emitted events, and none were expected.');
  });
});
