import { MAX_ITEM_SIZE } from '../../item/item-size.js';
import { about } from './about.js';
import type { Check } from './check.js';

/** Items stay below a share of what DynamoDB takes. */
export const size = (share: number): Check => ({
  *next(item) {
    if (item.size <= share * MAX_ITEM_SIZE) return;
    const [version] = item.versions;
    const percent = Math.round((item.size / MAX_ITEM_SIZE) * 100);
    const message = `The item takes ${item.size} bytes, ${percent} % of what DynamoDB takes.`;
    yield { ...about(item), kind: 'near-limit', ...(version !== undefined && { version }), message };
  },
});
