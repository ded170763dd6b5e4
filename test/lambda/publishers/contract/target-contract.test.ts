import { dirname, join } from 'node:path/posix';
import nodeTest from 'node:test';
import {
  type TargetContractOptions,
  type TargetContractTest,
  type TargetUnderTest,
  targetContract,
} from '@eventsource/lambda/contract';
import { expect } from 'chai';
import { expectTypeOf } from 'expect-type';
import { importsOf } from '../../../architecture/imports.js';
import { read } from '../../../architecture/tree.js';
import { flawedTargets } from './flawed-targets.js';
import { LocalService, LocalTarget } from './local-service.js';

const sound = () => new LocalService((service) => new LocalTarget(service));

/** The contract in a test framework of its own, so that tests can be about what fails. */
function testsOf(start: () => TargetUnderTest, options?: TargetContractOptions) {
  const tests = new Map<string, () => Promise<void>>();
  const note = (title: string, test: () => Promise<void>) => tests.set(title, test);
  targetContract((_, define) => define(), Object.assign(note, { skip: note }), start, options);
  return tests;
}

async function failures(start: () => TargetUnderTest, only: readonly TargetContractTest[]) {
  const failed: string[] = [];
  for (const [title, test] of testsOf(start)) {
    if (only.some((wanted) => wanted === title)) await test().catch(() => failed.push(title));
  }
  return failed;
}

describe('A target that does all it should', () => {
  targetContract(describe, it, sound);
});

describe('targetContract', () => {
  for (const [flaw, { make, caughtBy }] of Object.entries(flawedTargets)) {
    it(`catches a target that ${flaw}`, async () => {
      expect(await failures(() => new LocalService(make), caughtBy)).to.have.members([...caughtBy]);
    });
  }

  it('ends the service after each test, also when that has failed', async () => {
    let stopped = 0;
    const start = () => {
      const service = sound();
      service.accepted = () => [];
      service.stop = async () => {
        stopped += 1;
      };
      return service;
    };
    const tests = ['sends each event once, and moves behind it', 'blames no event when it is throttled'] as const;
    expect(await failures(start, tests)).to.deep.equal(tests.slice(0, 1));
    expect(stopped).to.equal(2);
  });

  it('shows in the title why a test is skipped', () => {
    const skip = { 'loses nothing when answers are lost': 'they never are' } as const;
    expect([...testsOf(sound, { skip }).keys()]).to.include('loses nothing when answers are lost (they never are)');
  });

  it('skips nothing without a reason, nor what it does not have', () => {
    expect(() => testsOf(sound, { skip: { 'loses nothing when it is throttled': ' ' } })).to.throw('Say why the test');
    // @ts-expect-error: a title that no test has does not compile
    expect(() => testsOf(sound, { skip: { 'loses something': 'so' } })).to.throw('has no test "loses something"');
  });

  it('takes the functions of mocha and of node:test', () => {
    expectTypeOf(targetContract).toBeCallableWith(describe, it, sound);
    expectTypeOf(targetContract).toBeCallableWith(nodeTest.describe, nodeTest.it, sound);
  });

  it('drags no client of AWS into a test', () => {
    const modules = modulesOf('packages/lambda/src/contract/index.ts');
    expect([...modules].filter((name) => !name.startsWith('node:'))).to.deep.equal(['@eventsource/core']);
  });
});

/** What a source imports from elsewhere, itself or by what it imports. */
function modulesOf(path: string, seen = new Set<string>(), found = new Set<string>()): ReadonlySet<string> {
  seen.add(path);
  for (const { from } of importsOf(read(path))) {
    const source = join(dirname(path), from).replace(/\.js$/, '.ts');
    if (!from.startsWith('.')) found.add(from);
    else if (!seen.has(source)) modulesOf(source, seen, found);
  }
  return found;
}
