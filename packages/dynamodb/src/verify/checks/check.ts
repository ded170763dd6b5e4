import type { ReadItem } from '../../reading/read-item.js';
import type { TableFinding } from '../table-finding.js';

/** Looks at one stream, item by item, and keeps no more of it than it needs to judge the next. */
export interface Check {
  /** @param reached the highest version of the items before this one; 0 for the first. */
  next(item: ReadItem, reached: number): Iterable<TableFinding>;
  /** Called after the last item, for what only a further item could have completed. */
  end?(): Iterable<TableFinding>;
}
