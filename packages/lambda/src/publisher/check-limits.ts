import type { TargetLimits } from './target.js';

/**
 * With limits that contradict each other, nothing would be sent, and nothing would say so.
 *
 * @throws {RangeError}
 */
export function checkLimits(target: string, { entries, bytes, entryBytes }: TargetLimits): void {
  for (const [name, value] of Object.entries({ entries, bytes, entryBytes })) {
    if (!(value >= 1)) throw new RangeError(`The limit "${name}" of "${target}" is ${value}: it must be at least 1.`);
  }
  if (Number.isFinite(entries) && !Number.isInteger(entries)) {
    throw new RangeError(`The limit "entries" of "${target}" is ${entries}: it must be a whole number.`);
  }
  if (entryBytes > bytes) {
    const problem = `one entry may have ${entryBytes} bytes, but all entries of a request only ${bytes}`;
    throw new RangeError(`The limits of "${target}" contradict each other: ${problem}.`);
  }
}
