import { about } from './about.js';
import type { Check } from './check.js';

/** Every item is a commit: the names and kinds of its attributes are of this format, or of the Go library's. */
export const shape: Check = {
  *next(item) {
    if (!item.fault) return;
    const [version] = item.versions;
    const message = `The item is no commit: ${item.fault.problem}`;
    yield { ...about(item), kind: 'malformed', ...(version !== undefined && { version }), message };
  },
};
