import type { Trial } from './trial.js';

/** Fails by rejecting, usually with an AssertionError. */
export type ContractTest = (trial: Trial) => Promise<void>;

/** Tests by their titles. */
export type ContractTests = Readonly<Record<string, ContractTest>>;
