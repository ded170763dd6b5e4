import type { Store } from '@eventsource/core';
import { type StoreContractOptions, type StoreContractTest, storeContract } from '@eventsource/testing';

/** What a run of the store contract showed, by the titles of its tests. */
export interface ContractRun {
  /** Of all tests that are not skipped, whether they ran or not. */
  readonly titles: readonly string[];
  readonly passed: readonly string[];
  readonly failed: ReadonlyMap<string, unknown>;
  readonly skipped: readonly string[];
}

export interface RunOptions extends StoreContractOptions {
  /** Runs these tests and no others. */
  readonly only?: readonly StoreContractTest[];
}

/** Runs the contract with a test framework of its own, so that tests can be about what fails. */
export async function runContract(createStore: () => Store, options: RunOptions = {}): Promise<ContractRun> {
  const { only, ...contractOptions } = options;
  const tests = new Map<string, () => Promise<void>>();
  const skipped: string[] = [];
  const it = Object.assign((title: string, test: () => Promise<void>) => tests.set(title, test), {
    skip: (title: string) => skipped.push(title),
  });
  storeContract((_, define) => define(), it, createStore, contractOptions);

  const passed: string[] = [];
  const failed = new Map<string, unknown>();
  for (const [title, test] of tests) {
    if (only && !only.some((wanted) => wanted === title)) continue;
    await test().then(
      () => passed.push(title),
      (error: unknown) => failed.set(title, error),
    );
  }
  return { titles: [...tests.keys()], passed, failed, skipped };
}
