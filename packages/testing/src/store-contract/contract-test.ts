import type { Store } from '@eventsource/core';

/** What a test of the contract may use. */
export interface ContractSubject {
  readonly store: Store;
  /** The most bytes of records that one commit may hold, if the store has such a limit. */
  readonly largestCommit: number | undefined;
}

/** Fails by rejecting, usually with an AssertionError. */
export type ContractTest = (subject: ContractSubject) => Promise<void>;

/** Tests by their titles. */
export type ContractTests = Readonly<Record<string, ContractTest>>;
