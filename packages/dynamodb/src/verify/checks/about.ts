import type { ReadItem } from '../../reading/read-item.js';
import type { Finding } from '../finding.js';

/** Where a finding was made. */
export const about = ({ key, partition }: ReadItem): Pick<Finding, 'key' | 'partition'> => ({
  key,
  partition: Number(partition),
});
