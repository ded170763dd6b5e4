import type { StreamSummary } from '../inventory/stream-summary.js';
import { Histogram } from './histogram.js';

/** The cost of a load, in read units, that this share of the streams does not exceed. */
export interface ColdLoadCost {
  /** In percent: 10, 20 … 100. */
  readonly percentOfStreams: number;
  /** For a load that starts from the newest snapshot, where there is one. */
  readonly readUnits: number;
  /** For a load that can use no snapshot, as after a change of the aggregate's class. */
  readonly withoutSnapshots: number;
}

/** Bytes that one unit reads, strongly consistent. */
const READ_UNIT = 4096;
const DECILES = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100];

/** What loads cost of aggregates that are not in memory: the bytes that are read, rounded as DynamoDB does. */
export class ColdLoads {
  readonly #withSnapshots = new Histogram();
  readonly #without = new Histogram();

  add({ bytes, bytesSinceSnapshot }: StreamSummary): void {
    this.#withSnapshots.add(unitsOf(bytesSinceSnapshot));
    this.#without.add(unitsOf(bytes));
  }

  get deciles(): readonly ColdLoadCost[] {
    return DECILES.map((percentOfStreams) => ({
      percentOfStreams,
      readUnits: this.#withSnapshots.atMost(percentOfStreams / 100),
      withoutSnapshots: this.#without.atMost(percentOfStreams / 100),
    }));
  }
}

const unitsOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / READ_UNIT));
