import type { TableSettings } from '../definition/table-settings.js';
import type { TableWaitOptions } from './await-table.js';

/** How a new table is set up. */
export interface CreateTableOptions extends TableSettings, TableWaitOptions {
  /**
   * Whether the table can be restored as it was at any second of the last 35 days. Default: false. It is turned on by a
   * request of its own, after the table is there.
   */
  readonly pointInTimeRecovery?: boolean | undefined;
}
