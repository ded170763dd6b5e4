import { expect } from 'chai';
import type { Action } from '../plan/action.js';
import type { Answer, Call } from '../worker/call.js';
import { historiesOf, violationsOf } from './check.js';
import { fold, untouched } from './model.js';
import type { StoredCommit } from './stored-commit.js';

const stream = 'plain:0';
const deposit = (...amounts: number[]): Action => ({ kind: 'deposit', amounts });
const withdraw = (amount: number): Action => ({ kind: 'withdraw', amount });
const open: Action = { kind: 'open' };

/** A commit as it lies in the table, written by the call of the same step. */
const commit = (step: number, first: number, ...records: { t: string; d: object }[]): StoredCommit => ({
  stream,
  partition: first,
  records: records.map(({ t, d }, index) => ({
    version: first + index,
    record: { t, d: { step, ...d }, call: `c${step}` },
  })),
});
const opened = commit(1, 1, { t: 'opened', d: {} });
const deposited = commit(2, 2, { t: 'deposited', d: { amount: 50 } });

/** The call of a step, from ten times its number on and five long. */
const call = (step: number, action: Action, answer?: Answer, more: Partial<Call> = {}): Call => ({
  call: `c${step}`,
  step,
  command: step,
  account: 0,
  action,
  start: 10 * step,
  ...(answer && { answer, end: 10 * step + 5 }),
  ...more,
});
const opening = call(1, open, { kind: 'stored', version: 1, events: [{ step: 1 }] });
const depositing = call(2, deposit(50), { kind: 'stored', version: 2, events: [{ step: 2, amount: 50 }] });

/** What the account is at a version of the stream that `opened` and `deposited` make. */
const seen = (version: number) =>
  [opened, deposited]
    .flatMap(({ records }) => records)
    .slice(0, version)
    .reduce((state, { version: at, record }) => fold(state, at, record), untouched);
const rejected = (version: number): Answer => ({ kind: 'rejected', reason: 'insufficient-funds', seen: seen(version) });

const check = (commits: StoredCommit[], ...calls: Call[]): string[] =>
  violationsOf(historiesOf([opening, depositing, ...calls], new Map([[stream, commits]])).values());

describe('the check of a run', () => {
  it('finds nothing where all is well', () => {
    expect(
      check(
        [opened, deposited],
        call(3, withdraw(80), rejected(2)),
        call(4, { kind: 'read' }, { kind: 'read', seen: seen(2) }),
        call(5, withdraw(10)),
        call(6, withdraw(10), { kind: 'unknown', id: 'x', cause: 'lost' }),
      ),
    ).to.deep.equal([]);
  });

  const finds = (what: string, expected: RegExp, commits: StoredCommit[], ...calls: Call[]): void => {
    it(`finds ${what}`, () => {
      expect(check(commits, ...calls)).to.satisfy(
        (violations: string[]) => violations.some((violation) => expected.test(violation)),
        'no such violation',
      );
    });
  };

  finds('a lost command', /c2 was answered .* there is nothing/, [opened]);

  finds('a gap', /version 2 should follow, not 3/, [
    opened,
    { ...deposited, partition: 3, records: deposited.records.map((record) => ({ ...record, version: 3 })) },
  ]);

  finds('an item in the wrong place', /the item at 7 begins with version 2/, [opened, { ...deposited, partition: 7 }]);

  finds('a version stored twice', /version 3 should follow, not 2/, [opened, deposited, { ...deposited }]);

  finds('a doubled command', /command 2 is stored twice, the second time at version 3/, [
    opened,
    deposited,
    commit(2, 3, { t: 'deposited', d: { amount: 50 } }),
  ]);

  finds(
    'two commands under one id',
    /id "x" is stored twice/,
    [
      opened,
      deposited,
      commit(3, 3, { t: 'deposited', d: { amount: 1 } }),
      commit(4, 4, { t: 'deposited', d: { amount: 2 } }),
    ],
    call(3, deposit(1), undefined, { id: 'x' }),
    call(4, deposit(2), undefined, { id: 'x' }),
  );

  finds('other content than was answered', /c2 was answered/, [
    opened,
    commit(2, 2, { t: 'deposited', d: { amount: 51 } }),
  ]);

  finds('other content than was asked for', /where .* was due/, [
    opened,
    commit(2, 2, { t: 'deposited', d: { amount: 51 } }),
  ]);

  finds(
    'a rejected call whose write is stored',
    /c3 was answered .*rejected.* is stored at version 3/,
    [opened, deposited, commit(3, 3, { t: 'withdrawn', d: { withdrawn: 10 } })],
    call(3, withdraw(10), rejected(1)),
  );

  finds(
    'a conflict whose write is stored',
    /c3 was answered .*conflict.* is stored at version 3/,
    [opened, deposited, commit(3, 3, { t: 'withdrawn', d: { withdrawn: 10 } })],
    call(3, withdraw(10), { kind: 'conflict', expectedVersion: 2 }),
  );

  finds(
    'an acceptance that was none',
    /where .*insufficient-funds.* was due/,
    [opened, deposited, commit(3, 3, { t: 'withdrawn', d: { withdrawn: 60 } })],
    call(3, withdraw(60)),
  );

  finds(
    'a stale rejection',
    /only versions 2 to 2 were current/,
    [opened, deposited],
    call(3, withdraw(10), rejected(1)),
  );

  finds(
    'a rejection from the future',
    /only versions 0 to 0 were current/,
    [opened, deposited],
    call(0, withdraw(10), rejected(1)),
  );

  finds(
    'a rejection without a reason',
    /\{"events":\[.*was due/,
    [opened, deposited],
    call(3, withdraw(10), rejected(2)),
  );

  finds(
    'a wrong state behind a rejection',
    /the events make/,
    [opened, deposited],
    call(3, withdraw(80), { kind: 'rejected', reason: 'insufficient-funds', seen: { ...seen(2), balance: 51 } }),
  );

  finds(
    'a stale read',
    /only versions 2 to 2 were current/,
    [opened, deposited],
    call(3, { kind: 'read' }, { kind: 'read', seen: seen(1) }),
  );

  finds(
    'an empty answer where something was due',
    /was due/,
    [opened, deposited],
    call(3, deposit(1), { kind: 'nothing', version: 2 }),
  );

  finds(
    'an expected version that was there',
    /that is the expected one/,
    [opened, deposited],
    call(3, deposit(1), { kind: 'unexpected-version', version: 2 }, { expectedVersion: 2 }),
  );

  finds(
    'a command stored at a version it did not expect',
    /expected version 1 and was stored at 3/,
    [opened, deposited, commit(3, 3, { t: 'deposited', d: { amount: 1 } })],
    call(3, deposit(1), undefined, { expectedVersion: 1 }),
  );

  finds(
    'an id that was not recognised',
    /though its id was stored at version 3 before/,
    [opened, deposited, commit(3, 3, { t: 'withdrawn', d: { withdrawn: 50 } })],
    call(3, withdraw(50), { kind: 'stored', version: 3, events: [{ step: 3, withdrawn: 50 }] }, { id: 'x' }),
    call(
      4,
      withdraw(50),
      { kind: 'rejected', reason: 'insufficient-funds', seen: { version: 3, open: true, balance: 0, digest: 0 } },
      { id: 'x', command: 3 },
    ),
  );

  it('finds nothing where an id was used again after a hundred commits, and was another command before that', () => {
    const later = Array.from({ length: 101 }, (_, index) => index + 4);
    const commits = [3, ...later].map((step) => commit(step, step, { t: 'deposited', d: { amount: 1 } }));
    const calls = later.map((step) => call(step, deposit(1), undefined, step === 104 ? { id: 'x' } : {}));
    const reused = (version: number) => call(200, withdraw(1), { kind: 'id-reused', version }, { id: 'x', start: 41 });
    const all = [call(3, deposit(1), undefined, { id: 'x' }), ...calls];
    expect(check([opened, deposited, ...commits], ...all, reused(3))).to.deep.equal([]);
    expect(check([opened, deposited, ...commits], ...all, reused(5))).to.have.length(1);
  });

  finds(
    'an id said to be of another command where it is not',
    /its id is used at version 1; it is at undefined/,
    [opened, deposited],
    call(3, deposit(1), { kind: 'id-reused', version: 1 }, { id: 'x' }),
  );

  finds(
    'an error that no caller should see',
    /c3 failed with TypeError/,
    [opened, deposited],
    call(3, deposit(1), { kind: 'broken', error: 'TypeError' }),
  );

  finds('a commit of nobody', /which nobody made/, [
    opened,
    deposited,
    commit(9, 3, { t: 'deposited', d: { amount: 1 } }),
  ]);
});
