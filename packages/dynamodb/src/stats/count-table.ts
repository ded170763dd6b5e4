import type { TableStatsOptions } from './stats-options.js';
import { TableCensus } from './table-census.js';
import type { TableStats } from './table-stats.js';

/**
 * Counts what a table holds, and what loads from it cost, by one Scan: half a read unit per 4 KB, which {@link estimateScan}
 * tells beforehand. Memory holds a page of 1 MB and does not grow with the table. What was stored within the last second may
 * be missing.
 *
 * A cold load is taken to read from the newest snapshot on, whichever code took it. A real one asks for as many items as
 * there may be between two snapshots at once, so that it may read up to one such interval more.
 *
 * It throws what reading a table may throw, {@link ThrottledError} and {@link StoreUnavailableError} among it, and the
 * signal's reason.
 *
 * @throws {RangeError} when an option is out of range.
 * @example
 * const { streams, coldLoads } = await tableStats({ table: 'orders' });
 */
export async function tableStats(options: TableStatsOptions): Promise<TableStats> {
  return new TableCensus(options).take();
}
