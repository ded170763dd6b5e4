import type { Store } from '@eventsource/core';
import { aborting } from './aborting.js';
import { appending } from './appending.js';
import type { ContractTest, ContractTests } from './contract-test.js';
import { longStreams } from './long-streams.js';
import { racing } from './racing.js';
import { ranges } from './ranges.js';
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

type Sections = typeof sections & { limit: ReturnType<typeof sizeLimit> };

/** The title of a test of the contract. */
export type StoreContractTest = { [Section in keyof Sections]: keyof Sections[Section] }[keyof Sections];

export interface StoreContractOptions {
  /** The most bytes of records that one commit may hold. Leave it out if the store has no such limit. */
  readonly largestCommit?: number;
  /** Tests that cannot pass on this store, each with the reason, which is shown in the test's title. */
  readonly skip?: { readonly [Title in StoreContractTest]?: string };
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
  const { largestCommit, skip = {} } = options;
  const included = sectionsFor(largestCommit);
  const reasons = new Map(Object.entries(skip));
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

function sectionsFor(largestCommit: number | undefined): readonly (readonly [string, ContractTests])[] {
  const always = Object.entries(sections);
  return largestCommit === undefined ? always : [...always, ['the largest commit', sizeLimit(largestCommit)]];
}

function refuseBadSkips(reasons: ReadonlyMap<string, string>, titles: ReadonlySet<string>): void {
  for (const [title, reason] of reasons) {
    if (!titles.has(title)) throw new RangeError(`The store contract has no test "${title}" to skip.`);
    if (reason.trim() === '') throw new RangeError(`Say why the test "${title}" is skipped.`);
  }
}
