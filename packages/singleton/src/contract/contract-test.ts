import type { Reservations } from '../reservations.js';
import type { ContractClock } from './contract-clock.js';

/** What a test of the contract may use. */
export interface ContractSubject {
  readonly reservations: Reservations;
  /** The clock that the reservations go by. */
  readonly clock: ContractClock;
}

/** Fails by rejecting, usually with an AssertionError. */
export type ContractTest = (subject: ContractSubject) => Promise<void>;

/** Tests by their titles. */
export type ContractTests = Readonly<Record<string, ContractTest>>;
