import type { Clock } from '@eventsource/core';
import type { Reservations } from '../reservations.js';
import { accompanying } from './accompanying.js';
import { ContractClock } from './contract-clock.js';
import type { ContractTest } from './contract-test.js';
import { expiring } from './expiring.js';
import { naming } from './naming.js';
import { racing } from './racing.js';
import { refusing } from './refusing.js';
import { releasing } from './releasing.js';
import { reserving } from './reserving.js';
import { revoking } from './revoking.js';

const sections = { reserving, releasing, revoking, expiring, racing, naming, refusing, accompanying } as const;

type Sections = typeof sections;

/** The title of a test of the contract. */
export type ReservationsContractTest = { [Section in keyof Sections]: keyof Sections[Section] }[keyof Sections];

export interface ReservationsContractOptions {
  /** Tests that cannot pass here, each with the reason, which is shown in the test's title. */
  readonly skip?: { readonly [Title in ReservationsContractTest]?: string } | undefined;
}

/** `describe` of your test framework. */
type Describe = (title: string, define: () => void) => unknown;

/** `it` or `test` of your test framework. */
interface It {
  (title: string, test: () => Promise<void>): unknown;
  skip(title: string, test: () => Promise<void>): unknown;
}

/**
 * Defines the tests that all {@link Reservations} must pass, with the functions of mocha, vitest, `node:test` or the like.
 *
 * Each test uses values of its own, so all of them may share one database, and it need not be empty.
 *
 * @param createReservations is called once in each test, with the clock to use: the test moves it.
 * @example
 * import { describe, it } from 'node:test';
 * reservationsContract(describe, it, (clock) => new PostgresReservations(pool, clock));
 */
export function reservationsContract(
  describe: Describe,
  it: It,
  createReservations: (clock: Clock) => Reservations | Promise<Reservations>,
  { skip = {} }: ReservationsContractOptions = {},
): void {
  const reasons = reasonsIn(skip);
  const run = async (test: ContractTest) => {
    const clock = new ContractClock();
    await test({ reservations: await createReservations(clock), clock });
  };

  describe('Reservations contract', () => {
    for (const [section, tests] of Object.entries(sections)) {
      describe(section, () => {
        for (const [title, test] of Object.entries<ContractTest>(tests)) {
          const reason = reasons.get(title);
          if (reason === undefined) it(title, () => run(test));
          else it.skip(`${title} (${reason})`, () => run(test));
        }
      });
    }
  });
}

function reasonsIn(skip: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const titles = new Set(Object.values(sections).flatMap(Object.keys));
  const reasons = new Map(Object.entries(skip));
  for (const [title, reason] of reasons) {
    if (!titles.has(title)) throw new RangeError(`The reservations contract has no test "${title}" to skip.`);
    if (reason.trim() === '') throw new RangeError(`Say why the test "${title}" is skipped.`);
  }
  return reasons;
}
