import type { StoreRequest } from './store.js';

/** What the database charged. */
export interface Cost {
  /** Requests sent, retries of the database's client included. */
  readonly requests: number;
  readonly readUnits: number;
  readonly writeUnits: number;
}

/** Adds up the requests of one call. */
export class CostMeter implements Cost {
  requests = 0;
  readUnits = 0;
  writeUnits = 0;

  readonly add = ({ attempts, readUnits, writeUnits }: StoreRequest): void => {
    this.requests += attempts;
    this.readUnits += readUnits;
    this.writeUnits += writeUnits;
  };

  get total(): Cost {
    return { requests: this.requests, readUnits: this.readUnits, writeUnits: this.writeUnits };
  }
}
