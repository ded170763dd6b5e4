import type { ScanOptions } from '../inventory/scan-options.js';

/** With a `segment`, a part of the table is counted, as a sample for a part of the price. */
export type TableStatsOptions = ScanOptions & {
  /** How many of the largest streams and items to name, up to 1,000. Default: 10. */
  readonly top?: number | undefined;
  /** The share of DynamoDB's 400 KB at which an item counts as near the limit, up to 1. Default: 0.8. */
  readonly nearLimit?: number | undefined;
};
