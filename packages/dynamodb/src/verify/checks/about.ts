import type { ReadItem } from '../../reading/read-item.js';
import type { TableFinding } from '../table-finding.js';

/** Where a finding was made. */
export const about = ({ key, partition }: ReadItem): Pick<TableFinding, 'key' | 'partition'> => ({
  key,
  partition: Number(partition),
});
