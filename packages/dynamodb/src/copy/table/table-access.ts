import { Pace } from '../../reading/pace.js';
import { PacedRequests } from '../../reading/paced-requests.js';
import { TableReader } from '../../reading/table-reader.js';
import type { Timer } from '../../reading/timer.js';
import { Requests } from '../../request/requests.js';
import type { CopiedTable } from '../copy-options.js';

const READ_UNITS_PER_SECOND = 1000;
const WRITE_UNITS_PER_SECOND = 500;

export interface AccessOptions {
  readonly signal: AbortSignal;
  readonly timer: Timer;
  readonly onReadUnits: (units: number) => void;
  readonly onWriteUnits: (units: number) => void;
}

/** The requests about one table of a copy: reads and writes each at their own pace. */
export class TableAccess {
  readonly requests: Requests;
  readonly reads: PacedRequests;
  readonly writes: PacedRequests;
  readonly reader: TableReader;

  /** @throws {RangeError} when a rate is none. */
  constructor(copied: CopiedTable, { signal, timer, onReadUnits, onWriteUnits }: AccessOptions) {
    const { table, requestTimeout, readUnitsPerSecond, writeUnitsPerSecond, ...connection } = copied;
    const readRate = rate('readUnitsPerSecond', readUnitsPerSecond ?? READ_UNITS_PER_SECOND);
    const writeRate = rate('writeUnitsPerSecond', writeUnitsPerSecond ?? WRITE_UNITS_PER_SECOND);
    this.requests = new Requests(connection, table, requestTimeout);
    const paced = (unitsPerSecond: number, onUnits: (units: number) => void) =>
      new PacedRequests(this.requests, { pace: new Pace(unitsPerSecond, timer), signal, onUnits });
    this.reads = paced(readRate, onReadUnits);
    this.writes = paced(writeRate, onWriteUnits);
    this.reader = new TableReader(this.reads, readRate);
  }

  async close(): Promise<void> {
    this.requests.close();
  }
}

function rate(name: string, unitsPerSecond: number): number {
  if (unitsPerSecond > 0) return unitsPerSecond;
  throw new RangeError(`The option "${name}" of a copied table is ${unitsPerSecond}: it must be more than 0.`);
}
