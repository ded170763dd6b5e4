import type { Finding } from '../finding.js';
import type { ReadItem } from '../read-item.js';

/** Where a finding was made. */
export const about = ({ key, partition }: ReadItem): Pick<Finding, 'key' | 'partition'> => ({
  key,
  partition: Number(partition),
});
