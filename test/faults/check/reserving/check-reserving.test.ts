import { expect } from 'chai';
import type { Action } from '../../plan/action.js';
import type { Applied, AppliedWrite } from '../../proxy/ledger.js';
import type { Reserving } from '../../run/scenario.js';
import type { Answer, Call } from '../../worker/call.js';
import { commitOf } from '../read-table.js';
import type { StoredCommit } from '../stored-commit.js';
import { violationsOfReserving } from './check-reserving.js';
import { Replay } from './replay.js';

const site = { endpoint: '', directory: '', table: 'users', reservations: 'reservations' };
const register: Action = { kind: 'register', email: 7 };

const reserved = (owner: string): AppliedWrite => ({
  table: 'reservations',
  put: { key: { S: 'email:7@example.com' }, owner: { S: owner } },
});
const released: AppliedWrite = { table: 'reservations', deleted: { key: { S: 'email:7@example.com' } } };

/** A commit of one event, written by the call of the same step. */
const stored = (user: number, step: number, version: number, t: string, d: object = {}): AppliedWrite => ({
  table: 'users',
  put: {
    key: { S: `user:${user}` },
    partition: { N: String(version) },
    [`_${version}`]: { B: Buffer.from(JSON.stringify({ t, d: { step, ...d }, m: { call: `c${step}` } })) },
  },
});
const email = '7@example.com';
const annRegistered = stored(1, 1, 1, 'registered', { email });
const annClosed = stored(1, 2, 2, 'closed');
const bobRegistered = stored(2, 3, 1, 'registered', { email });

/** The call of a step, from ten times its number on and five long. */
const call = (step: number, account: number, action: Action, answer?: Answer): Call => ({
  call: `c${step}`,
  step,
  command: step,
  account,
  action,
  start: 10 * step,
  ...(answer && { answer, end: 10 * step + 5 }),
});
const calls = [call(1, 1, register), call(2, 1, { kind: 'close' }), call(3, 2, register)];

/** Checks what was applied at 11, 21, 31 and so on. */
function check(writes: readonly (readonly AppliedWrite[])[], reserving: Reserving = 'together', ...more: Call[]) {
  const applied = writes.map((one, index): Applied => ({ from: 10 * index + 11, to: 10 * index + 12, writes: one }));
  const streams = new Map<string, StoredCommit[]>();
  for (const write of writes.flat()) {
    if (write.table !== 'users' || !('put' in write)) continue;
    const commit = commitOf(write.put);
    streams.set(commit.stream, [...(streams.get(commit.stream) ?? []), commit]);
  }
  return violationsOfReserving(new Replay(site, reserving, applied), [...calls, ...more], streams);
}

describe('the check of reservations', () => {
  const together = [
    [annRegistered, reserved('1')],
    [annClosed, released],
    [bobRegistered, reserved('2')],
  ];
  const apart = [[reserved('1')], [annRegistered], [annClosed], [released], [reserved('2')], [bobRegistered]];

  it('finds nothing where all is well', () => {
    expect(check(together)).to.deep.equal([]);
    expect(check(apart, 'apart')).to.deep.equal([]);
    expect(check(apart.slice(0, 5), 'apart')).to.deep.equal([]);
  });

  const finds = (what: string, expected: RegExp, violations: () => readonly string[]) => {
    it(`finds ${what}`, () => {
      expect(violations()).to.satisfy((found: string[]) => found.some((one) => expected.test(one)), expected.source);
    });
  };

  finds('two owners', /7@example.com has the owners 1 and 2/, () =>
    check([[annRegistered, reserved('1')], [bobRegistered]]),
  );
  finds('two owners for a moment', /has the owners 1 and 2/, () =>
    check([[annRegistered, reserved('1')], [bobRegistered], [annClosed, reserved('2')]]),
  );
  finds('a reservation that comes after its commit', /belongs to 1 and is reserved for nobody/, () =>
    check([[annRegistered], [reserved('1')]], 'apart'),
  );
  finds('a value that is released before it is given up', /belongs to 1 and is reserved for nobody/, () =>
    check([[annRegistered, reserved('1')], [released], [annClosed]], 'apart'),
  );
  finds('a reservation that is taken from its owner', /passed from 1 to 2, and was not released/, () =>
    check([[reserved('1')], [reserved('2')]], 'apart'),
  );
  finds('a reservation without its commit', /reserved for 1, to whom it does not belong/, () =>
    check([[reserved('1')]]),
  );
  finds('a reservation for someone who never asked', /reserved for 9, who never asked/, () =>
    check([[reserved('9')]], 'apart'),
  );
  finds('a refusal that was never true', /"taken".* it was never so/, () =>
    check([[reserved('1')]], 'apart', call(4, 1, register, { kind: 'taken', email: 7 })),
  );
  finds('a rejection that was never true', /"refused".* it was never so/, () =>
    check(together, 'together', call(5, 2, register, { kind: 'refused', reason: 'registered', version: 0 })),
  );
  finds('a refusal of what is stored', /is stored at version 1/, () =>
    check([[annRegistered, reserved('1')]], 'together', { ...call(1, 1, register, { kind: 'taken', email: 7 }) }),
  );
  finds('another event than was due', /holds .*registered|where .* was due/, () =>
    check([[stored(1, 1, 1, 'closed')]]),
  );
});
