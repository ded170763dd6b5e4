import assert from 'node:assert/strict';
import { isTransactional, type Store } from '@eventsource/core';
import { aborting } from './aborting.js';
import { appending } from './appending.js';
import type { ContractTest, ContractTests } from './contract-test.js';
import { longStreams } from './long-streams.js';
import { racing } from './racing.js';
import { racingTransactions } from './racing-transactions.js';
import { ranges } from './ranges.js';
import { severalStreams } from './several-streams.js';
import { sizeLimit, sizes } from './sizes.js';
import { snapshots } from './snapshots.js';
import { storedBytes } from './stored-bytes.js';
import { streamNames } from './stream-names.js';

const sections = {
  appending,
  'racing writers': racing,
  ranges,
  snapshots,
  'stream names': streamNames,
  'stored bytes': storedBytes,
  sizes,
  'long streams': longStreams,
  aborting,
} as const;

const transactionSections = { 'several streams': severalStreams, 'racing transactions': racingTransactions } as const;

/** In place of the tests of transactions. */
const undecided = {
  'has no transactions, or has them tested': async ({ store }) => {
    const demand = 'pass { transactions: true } to have appendAll tested, or { transactions: "why not" }';
    assert.ok(!isTransactional(store), demand);
  },
} satisfies ContractTests;

type Sections = typeof sections &
  typeof transactionSections & { undecided: typeof undecided; limit: ReturnType<typeof sizeLimit> };

/** The title of a test of the contract. */
export type StoreContractTest = { [Section in keyof Sections]: keyof Sections[Section] }[keyof Sections];

export interface StoreContractOptions {
  /** The most bytes of records that one commit may hold. Leave it out if the store has no such limit. */
  readonly largestCommit?: number | undefined;
  /** Whether to test `appendAll`, which a store may have; or why it cannot be tested here, which the titles then show. */
  readonly transactions?: true | string | undefined;
  /** Tests that cannot pass on this store, each with the reason, which is shown in the test's title. */
  readonly skip?: { readonly [Title in StoreContractTest]?: string } | undefined;
}

/** `describe` of your test framework. */
export type Describe = (title: string, define: () => void) => unknown;

/** `it` or `test` of your test framework. */
export interface It {
  (title: string, test: () => Promise<void>): unknown;
  skip(title: string, test: () => Promise<void>): unknown;
}

/**
 * Defines the tests that every {@link Store} must pass, with the functions of mocha, vitest, `node:test` or the like.
 *
 * Each test makes a store and uses streams of its own, so all of them may share one database, and it need not be empty.
 * Allow each test 20 seconds on a database that is not in memory: one writes 5,000 events.
 *
 * @param createStore is called once in each test.
 * @example
 * import { describe, it } from 'node:test';
 * storeContract(describe, it, () => new PostgresStore(pool));
 */
export function storeContract(
  describe: Describe,
  it: It,
  createStore: () => Store | Promise<Store>,
  options: StoreContractOptions = {},
): void {
  const { largestCommit, transactions, skip = {} } = options;
  const included = sectionsFor(options);
  const reasons = new Map(Object.entries({ ...skipsOf(transactions), ...skip }));
  refuseBadSkips(reasons, new Set(included.flatMap(([, tests]) => Object.keys(tests))));
  const run = async (test: ContractTest) => test({ store: await createStore(), largestCommit });

  describe('Store contract', () => {
    for (const [section, tests] of included) {
      describe(section, () => {
        for (const [title, test] of Object.entries(tests)) {
          const reason = reasons.get(title);
          if (reason === undefined) it(title, () => run(test));
          else it.skip(`${title} (${reason})`, () => run(test));
        }
      });
    }
  });
}

function sectionsFor({ largestCommit, transactions }: StoreContractOptions): (readonly [string, ContractTests])[] {
  return [
    ...Object.entries(sections),
    ...(transactions === undefined ? [['transactions', undecided] as const] : Object.entries(transactionSections)),
    ...(largestCommit === undefined ? [] : [['the largest commit', sizeLimit(largestCommit)] as const]),
  ];
}

function skipsOf(transactions: true | string | undefined): Record<string, string> {
  if (typeof transactions !== 'string') return {};
  const titles = Object.values(transactionSections).flatMap(Object.keys);
  return Object.fromEntries(titles.map((title) => [title, transactions]));
}

function refuseBadSkips(reasons: ReadonlyMap<string, string>, titles: ReadonlySet<string>): void {
  for (const [title, reason] of reasons) {
    if (!titles.has(title)) throw new RangeError(`The store contract has no test "${title}" to skip.`);
    if (reason.trim() === '') throw new RangeError(`Say why the test "${title}" is skipped.`);
  }
}
