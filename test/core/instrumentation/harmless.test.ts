import { setImmediate as turn } from 'node:timers/promises';
import { type EventMetadata, type Instrumentation, MemoryStore } from '@eventsource/core';
import { expect } from 'chai';
import { Deposit, Overdrawn, Withdraw } from '../accounts/account.js';
import { application, rejection } from '../accounts/application.js';
import { Remembering } from './remembering.js';

const failure = new Error('A watch that fails.');
const silent = { note: () => {} };

/** Instrumentation as bad as can be, by what is bad about it. */
const bad: Readonly<Record<string, Instrumentation>> = {
  'throws at once': {
    step() {
      throw failure;
    },
  },
  'throws after the step': {
    async step(_, run) {
      await run(silent);
      throw failure;
    },
  },
  'throws at each finding': {
    step: (_, run) =>
      run({
        note() {
          throw failure;
        },
      }),
  },
  'never runs the step': { step: async () => {} },
  'runs the step too late': {
    async step(_, run) {
      await turn();
      return run(silent);
    },
  },
  'runs the step twice': {
    async step(_, run) {
      await Promise.all([run(silent), run(silent)]);
    },
  },
  'never ends': {
    async step(_, run) {
      await run(silent);
      await new Promise(() => {});
    },
  },
  'hides failures': { step: async (_, run) => run(silent).catch(() => {}) },
};

describe('an instrumentation that', () => {
  for (const [what, instrumentation] of Object.entries(bad)) {
    it(`${what} changes nothing`, async () => {
      const { dispatcher } = application(new MemoryStore(), { instrumentation: [instrumentation] });

      expect((await dispatcher.dispatch(new Deposit('alice', 1))).version).to.equal(1);
      expect(await rejection(dispatcher.dispatch(new Withdraw('alice', 2)))).to.be.instanceOf(Overdrawn);
    });

    it(`${what} does not hinder others`, async () => {
      const others = [new Remembering(), new Remembering()] as const;
      const { dispatcher } = application(new MemoryStore(), {
        instrumentation: [others[0], instrumentation, others[1]],
      });

      const { version } = await dispatcher.dispatch(new Deposit('alice', 1));
      const overdrawn = await rejection(dispatcher.dispatch(new Withdraw('alice', 2)));

      expect(version).to.equal(1);
      expect(overdrawn).to.be.instanceOf(Overdrawn);
      const kinds = ['dispatch', 'load', 'decide', 'append', 'dispatch', 'decide', 'refresh'];
      for (const other of others) expect(other.kinds).to.deep.equal(kinds);
    });
  }
});

describe('metadata of an instrumentation', () => {
  const adding = (metadata: EventMetadata): Instrumentation => ({
    step: ({ kind }, run) => run({ ...silent, ...(kind === 'dispatch' && { metadata }) }),
  });

  it('is stored beside each event, over that of the dispatch, the innermost last', async () => {
    const { dispatcher } = application(
      new MemoryStore(),
      { instrumentation: [adding({ trace: 'outer', span: 'outer' })] },
      { instrumentation: [adding({ span: 'inner' })] },
    );

    const { metadata } = await dispatcher.dispatch(new Deposit('alice', 1), {
      metadata: { user: 'Ann', trace: 'given' },
    });

    expect(metadata).to.deep.equal({ user: 'Ann', trace: 'outer', span: 'inner' });
  });
});
