import { everyFault, type Fault } from './fault.js';
import { Random } from './random.js';

/** Decides what happens to each request, asked in the order in which they arrive. */
export interface FaultSource {
  /** @param operation as DynamoDB calls it: `'PutItem'`. */
  next(operation: string): Fault | undefined;
}

/** The probability of each fault, from 0 to 1; together at most 1. The rest of the requests pass. */
export type FaultRates = Partial<Readonly<Record<Fault, number>>>;

/** Every fault equally likely, `total` of all requests together. */
export const evenRates = (total: number): FaultRates =>
  Object.fromEntries(everyFault.map((fault) => [fault, total / everyFault.length]));

/** Random faults: the nth request after the same seed meets the same fault. */
export class SeededFaults implements FaultSource {
  readonly #random: Random;
  readonly #rates: FaultRates;

  constructor(seed: number, rates: FaultRates) {
    this.#random = new Random(seed);
    this.#rates = rates;
  }

  next(): Fault | undefined {
    let left = this.#random.fraction();
    for (const fault of everyFault) {
      left -= this.#rates[fault] ?? 0;
      if (left < 0) return fault;
    }
    return undefined;
  }
}

/** The given faults, one for each request of the operation, in order; then none. Other operations pass. */
export class ScriptedFaults implements FaultSource {
  readonly #operation: string;
  readonly #script: (Fault | undefined)[];

  constructor(operation: string, ...script: readonly (Fault | undefined)[]) {
    this.#operation = operation;
    this.#script = [...script];
  }

  next(operation: string): Fault | undefined {
    return operation === this.#operation ? this.#script.shift() : undefined;
  }
}
