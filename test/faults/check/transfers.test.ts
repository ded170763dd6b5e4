import { expect } from 'chai';
import type { Answer, Call } from '../worker/call.js';
import { historiesOf, violationsOf } from './check.js';
import { untouched } from './model.js';
import type { StoredCommit } from './stored-commit.js';
import { moneyKept } from './transfers.js';

const [plain, saving] = ['plain:0', 'saving:1'];

/** A commit of one event, written by the call of the same step. */
const commit = (stream: string, step: number, version: number, t: string, d: object): StoredCommit => ({
  stream,
  partition: version,
  records: [{ version, record: { t, d: { step, ...d }, call: `c${step}` } }],
});

const call = (step: number, account: number, action: Call['action'], answer?: Answer): Call => ({
  call: `c${step}`,
  step,
  command: step,
  account,
  action,
  start: 10 * step,
  ...(answer && { answer, end: 10 * step + 5 }),
});

const before = [
  call(1, 0, { kind: 'open' }),
  call(2, 1, { kind: 'open' }),
  call(3, 0, { kind: 'deposit', amounts: [50] }, { kind: 'stored', version: 2, events: [{ step: 3, amount: 50 }] }),
];
const stored = {
  opened: commit(plain, 1, 1, 'opened', {}),
  otherOpened: commit(saving, 2, 1, 'opened', {}),
  deposited: commit(plain, 3, 2, 'deposited', { amount: 50 }),
  sent: commit(plain, 4, 3, 'withdrawn', { withdrawn: 20 }),
  received: commit(saving, 4, 2, 'deposited', { amount: 20 }),
};
const { opened, otherOpened, deposited, sent, received } = stored;

const transferred: Answer = {
  kind: 'transferred',
  parts: [
    { account: 0, version: 3, events: [{ step: 4, withdrawn: 20 }] },
    { account: 1, version: 2, events: [{ step: 4, amount: 20 }] },
  ],
};
const transfer = (answer?: Answer) => call(4, 0, { kind: 'transfer', to: 1, amount: 20 }, answer);

function check(commits: readonly StoredCommit[], answer?: Answer, others: readonly Call[] = []): string[] {
  const calls = [...before, transfer(answer), ...others];
  const streams = new Map([plain, saving].map((name) => [name, commits.filter(({ stream }) => stream === name)]));
  const accounts = historiesOf(calls, streams);
  return [...violationsOf(accounts.values()), ...moneyKept(accounts, calls)];
}

describe('the check of transfers', () => {
  it('finds nothing where all is well, whether one is stored or not', () => {
    expect(check([opened, otherOpened, deposited, sent, received], transferred)).to.deep.equal([]);
    expect(check([opened, otherOpened, deposited, sent, received])).to.deep.equal([]);
    expect(check([opened, otherOpened, deposited])).to.deep.equal([]);
    expect(check([opened, otherOpened, deposited], { kind: 'conflict', expectedVersion: 2 })).to.deep.equal([]);
  });

  const finds = (what: string, expected: RegExp, commits: readonly StoredCommit[], answer?: Answer) => {
    it(`finds ${what}`, () => {
      expect(check(commits, answer)).to.satisfy(
        (violations: string[]) => violations.some((violation) => expected.test(violation)),
        'no such violation',
      );
    });
  };

  const rejected = (account: number): Answer => {
    const seen = { ...untouched, version: 1, open: true, digest: account === 0 ? 7 : 14 };
    return { kind: 'rejected', reason: 'insufficient-funds', seen, account };
  };

  finds('money that was destroyed', /c4 is stored in account 0 only/, [opened, otherOpened, deposited, sent]);
  finds('money that was made', /c4 is stored in account 1 only/, [opened, otherOpened, deposited, received]);
  finds('that the accounts hold less', /hold 30; .* make 50/, [opened, otherOpened, deposited, sent]);
  finds('a lost part', /saving:1: call c4 was answered/, [opened, otherOpened, deposited, sent], transferred);
  finds(
    'a refused transfer that is stored',
    /plain:0: call c4 was answered .*, and is stored/,
    [opened, otherOpened, deposited, sent, received],
    { kind: 'conflict', expectedVersion: 0 },
  );
  finds(
    'a transfer rejected by one account and stored in the other',
    /saving:1: call c4 was answered .*rejected.*, and is stored/,
    [opened, otherOpened, deposited, received],
    rejected(0),
  );
  finds(
    'a stale rejection',
    /plain:0: .* only versions 2 to 2 were current/,
    [opened, otherOpened, deposited],
    rejected(0),
  );
  const withoutEvents = (version: number): Answer => ({
    kind: 'transferred',
    parts: [
      { account: 0, version: 3, events: [{ step: 4, withdrawn: 20 }] },
      { account: 1, version, events: [] },
    ],
  });
  finds(
    'a part without its events, while it is remembered',
    /saving:1: call c4 was answered without its events, 0 commits later/,
    [opened, otherOpened, deposited, sent, received],
    withoutEvents(2),
  );
  finds(
    'a part without its events, that is not there',
    /saving:1: call c4 was answered as stored; there is nothing of it/,
    [opened, otherOpened, deposited, sent],
    withoutEvents(1),
  );

  it('finds nothing in a part without its events after a hundred commits', () => {
    const later = Array.from({ length: 100 }, (_, index) => index + 5);
    const commits = later.map((step) => commit(saving, step, step - 2, 'deposited', { amount: 1 }));
    const calls = later.map((step) => call(step, 1, { kind: 'deposit', amounts: [1] }));
    const all = [opened, otherOpened, deposited, sent, received, ...commits];
    const repeated = (version: number) => ({ ...transfer(withoutEvents(version)), call: 'again' });
    expect(check(all, undefined, [...calls, repeated(102)])).to.deep.equal([]);
    expect(check(all, undefined, [...calls, repeated(101)])).to.have.length(1);
  });
});
