import { blaming } from './blaming.js';
import type { ContractTest } from './contract-test.js';
import { ending } from './ending.js';
import { repeating } from './repeating.js';
import { sending } from './sending.js';
import type { TargetUnderTest } from './target-under-test.js';
import { Trial } from './trial.js';

const sections = { sending, repeating, blaming, ending } as const;

type Sections = typeof sections;

/** The title of a test of the contract. */
export type TargetContractTest = { [Section in keyof Sections]: keyof Sections[Section] }[keyof Sections];

export interface TargetContractOptions {
  /** Tests that cannot pass here, each with the reason, which is shown in the test's title. */
  readonly skip?: { readonly [Title in TargetContractTest]?: string };
}

/** `describe` of your test framework. */
type Describe = (title: string, define: () => void) => unknown;

/** `it` or `test` of your test framework. */
interface It {
  (title: string, test: () => Promise<void>): unknown;
  skip(title: string, test: () => Promise<void>): unknown;
}

/**
 * Defines the tests that every {@link Target} must pass, with the functions of mocha, vitest, `node:test` or the like:
 * that no event is lost or sent needlessly, that requests are filled, and that events are blamed for their content
 * only. They are about a target and a publisher together, by real requests to a service of the test. Allow each test 20
 * seconds.
 *
 * @param start is called once in each test.
 * @throws {RangeError} when a test to skip does not exist, or has no reason.
 * @example
 * import { describe, it } from 'node:test';
 * targetContract(describe, it, startWebhook, { skip: { 'loses nothing when answers have nothing to say': 'they never do' } });
 */
export function targetContract(
  describe: Describe,
  it: It,
  start: () => TargetUnderTest | Promise<TargetUnderTest>,
  { skip = {} }: TargetContractOptions = {},
): void {
  const reasons = reasonsIn(skip);
  const run = async (test: ContractTest) => {
    const trial = new Trial(await start());
    try {
      await test(trial);
    } finally {
      await trial.end();
    }
  };

  describe('Target contract', () => {
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
    if (!titles.has(title)) throw new RangeError(`The target contract has no test "${title}" to skip.`);
    if (reason.trim() === '') throw new RangeError(`Say why the test "${title}" is skipped.`);
  }
  return reasons;
}
