import { setTimeout as sleep } from 'node:timers/promises';
import {
  AppendUnansweredError,
  ConcurrencyError,
  MemoryStore,
  OutcomeUnknownError,
  ThrottledError,
} from '@eventsource/core';
import { expect } from 'chai';
import { Account, Deposit, Deposited, Run, Withdraw, Withdrawn } from '../accounts/account.js';
import { application, rejection } from '../accounts/application.js';
import { isAppliedUnanswered, isPrecededBy, ScriptedStore } from '../accounts/scripted-store.js';

const balanceOf = async (memory: MemoryStore) =>
  (await application(memory).repository.load(Account, 'a')).aggregate.balance;

/** A deposit that was stored without an answer, and the id to retry it with. */
async function storedUnanswered(memory: MemoryStore): Promise<string> {
  const store = new ScriptedStore(memory);
  store.next(isAppliedUnanswered);
  const error = await rejection(application(store).dispatcher.dispatch(new Deposit('a', 100)));
  if (error instanceof OutcomeUnknownError) return error.id;
  throw error;
}

async function depositOnes(memory: MemoryStore, count: number): Promise<void> {
  const { dispatcher } = application(memory);
  for (let done = 0; done < count; done++) await dispatcher.dispatch(new Deposit('a', 1));
}

describe('a retry of a command whose outcome was unknown', () => {
  it('is recognised by a process whose own write is refused first, with a snapshot in between', async () => {
    const memory = new MemoryStore();
    const stale = application(new ScriptedStore(memory, true)).dispatcher;
    await stale.dispatch(new Deposit('a', 1));
    const id = await storedUnanswered(memory);
    await depositOnes(memory, 12);

    const { version } = await stale.dispatch(new Deposit('a', 100), { id });

    expect(version).to.equal(2);
    expect(await balanceOf(memory)).to.equal(113);
  });

  for (const others of [99, 100, 150, 250]) {
    it(`is recognised after ${others} further commits, by a process that has read them all`, async () => {
      const memory = new MemoryStore();
      const id = await storedUnanswered(memory);
      const warm = application(memory).dispatcher;
      for (let done = 0; done < others; done++) await warm.dispatch(new Deposit('a', 1));

      expect((await warm.dispatch(new Deposit('a', 100), { id })).version).to.equal(1);
      expect(await balanceOf(memory)).to.equal(others + 100);
    });
  }

  it('stays unknown as long as the stream cannot be read', async () => {
    const memory = new MemoryStore();
    const id = await storedUnanswered(memory);
    const store = new ScriptedStore(memory);
    store.failReads(new ThrottledError('here'));

    const error = await rejection(application(store).dispatcher.dispatch(new Deposit('a', 100), { id }));

    expect(error).to.include({ name: 'OutcomeUnknownError', id });
    expect(error).to.have.nested.property('cause.name', 'ThrottledError');
  });

  it('is refused when it brings another command', async () => {
    const memory = new MemoryStore();
    const id = await storedUnanswered(memory);

    const error = await rejection(application(memory).dispatcher.dispatch(new Deposit('a', 101), { id }));

    expect(error).to.include({ name: 'CommandIdReusedError', version: 1 });
  });
});

describe('a command that is known to be stored', () => {
  it('is not answered "not stored" when what it came to cannot be read', async () => {
    const memory = new MemoryStore();
    const store = new ScriptedStore(memory);
    const { dispatcher } = application(store);
    await dispatcher.dispatch(new Deposit('a', 100), { id: 'd-1' });
    store.failReads(new ThrottledError('here'));

    const error = await rejection(dispatcher.dispatch(new Deposit('a', 100), { id: 'd-1' }));

    expect(error).to.include({ name: 'OutcomeUnknownError', id: 'd-1' });
  });

  it('is answered in full though an observer cannot read its events', async () => {
    const memory = new MemoryStore();
    const reports: unknown[] = [];
    const observers = [{ committed: ({ events }: { events: readonly object[] }) => void events.length }];
    const serializer = {
      name: 'json',
      serialize: () => Buffer.from('{}'),
      deserialize: () => {
        if (reports.length === 0 && applied++ > 0) throw new RangeError('Not readable any more.');
        return { event: new Deposited(1), time: undefined, metadata: {} };
      },
    };
    let applied = 0;
    const { dispatcher } = application(memory, {
      observers,
      serializer: () => serializer,
      report: (r) => reports.push(r),
    });

    expect((await dispatcher.dispatch(new Deposit('a', 1))).version).to.equal(1);
    await sleep(1);
    expect(reports).to.have.length(1);
    expect(reports[0]).to.include({ kind: 'observer-failed', stream: 'account:a', version: 1 });
  });
});

describe("an id made for one command and given to another, as one gives an event's cause", () => {
  it('is told from a repetition', async () => {
    const { dispatcher } = application(new MemoryStore());
    const { id } = await dispatcher.dispatch(new Deposit('a', 10));

    const error = await rejection(dispatcher.dispatch(new Withdraw('a', 10), { id }));

    expect(error).to.include({ name: 'CommandIdReusedError', id });
  });

  it('is told from a repetition among imports of other events with equal fields', async () => {
    const { repository } = application(new MemoryStore());
    await repository.save(Account, 'a', [new Deposited(10)], { id: 'i-1' });

    const error = await rejection(repository.save(Account, 'a', [new Withdrawn(10)], { id: 'i-1' }));

    expect(error).to.have.property('name', 'CommandIdReusedError');
  });
});

describe('an id that cannot be one', () => {
  for (const [what, id] of [
    ['an empty one', ''],
    ['half a surrogate pair', 'x\ud800'],
    ['one of 257 bytes', 'x'.repeat(257)],
  ] as const) {
    it(`is refused: ${what}`, async () => {
      const store = new ScriptedStore();

      const error = await rejection(application(store).dispatcher.dispatch(new Deposit('a', 1), { id }));

      expect(error).to.include({ name: 'InvalidCommandIdError', id });
      expect(store.asked).to.deep.equal([]);
    });
  }
});

describe('what a handler throws', () => {
  for (const error of [new ConcurrencyError('elsewhere', 1), new AppendUnansweredError('elsewhere', 1)]) {
    it(`is its rejection, even a ${error.name} of another store`, async () => {
      const { dispatcher } = application(new MemoryStore());
      let decisions = 0;
      const run = new Run('a', () => {
        decisions++;
        throw error;
      });

      expect(await rejection(dispatcher.dispatch(run))).to.equal(error);
      expect(decisions).to.equal(1);
    });
  }
});

describe('what a handler sets off', () => {
  it('may dispatch once the handler is over', async () => {
    const { dispatcher } = application(new MemoryStore());
    let later: Promise<unknown> = Promise.resolve();
    const run = new Run('a', () => {
      later = sleep(20).then(() => dispatcher.dispatch(new Deposit('b', 1)));
      return undefined;
    });

    await dispatcher.dispatch(run);

    expect(await later).to.have.property('version', 1);
  });
});

describe('an observer that hangs', () => {
  it('holds up the answer no longer than the timeout, and is reported', async () => {
    const reports: object[] = [];
    const observers = [{ committed: () => new Promise<void>(() => {}) }];
    const { dispatcher } = application(new MemoryStore(), { observers, report: (report) => reports.push(report) });

    const { version } = await dispatcher.dispatch(new Deposit('a', 1), { timeout: 30 });

    expect(version).to.equal(1);
    await sleep(1);
    expect(reports).to.have.length(1);
    expect(reports[0]).to.have.nested.property('error.name', 'TimeoutError');
  });
});

describe('a signal that is aborted', () => {
  it('leaves no rejection that nobody handles', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    const { dispatcher, repository } = application(new MemoryStore());
    const controller = new AbortController();

    await rejection(dispatcher.dispatch(new Deposit('a', 1), { signal: AbortSignal.abort() }));
    await rejection(repository.load(Account, 'a', { signal: AbortSignal.abort() }));
    const abortsAndThrows = new Run('a', async () => {
      controller.abort();
      throw new Error('Afterwards.');
    });
    await rejection(dispatcher.dispatch(abortsAndThrows, { signal: controller.signal }));
    await sleep(10);

    process.off('unhandledRejection', note);
    expect(unhandled).to.deep.equal([]);
  });
});

describe('the retries of a conflict', () => {
  it('begin no attempt when their time is over', async () => {
    const memory = new MemoryStore();
    const store = new ScriptedStore(memory);
    const begun: number[] = [];
    const start = performance.now();
    const race = isPrecededBy(async () => {
      begun.push(performance.now() - start);
      await application(memory).dispatcher.dispatch(new Deposit('a', 1));
    });
    store.next(...Array.from({ length: 100 }, () => race));
    const { dispatcher } = application(store, { retry: { attempts: 100, within: 150 } });

    const error = await rejection(dispatcher.dispatch(new Deposit('a', 1)));

    expect(error).to.be.instanceOf(ConcurrencyError);
    expect(Math.max(...begun)).to.be.below(200);
  });
});
