import { isDeepStrictEqual } from 'node:util';
import { classOf } from '../decorators/class.js';
import { UnserializableError } from '../errors/event-errors.js';
import { flatten } from '../serialization/flatten.js';
import { fill } from '../serialization/hydrate.js';
import type { JsonObject } from '../serialization/json.js';
import { storedClass } from '../serialization/stored-class.js';

/** The fields of an aggregate as JSON carries them. @throws {UnserializableError} with the path to what it cannot carry. */
export const captureState = (instance: object, name: string): object => flatten(instance, `The state of "${name}"`);

/** Puts captured state into a new instance. What its initialisers set gives way, also where nothing was captured. */
export function restoreState<T extends object>(fresh: T, state: JsonObject): T {
  const type = classOf(fresh);
  const stored = type && storedClass(type);
  for (const field of Object.keys(fresh)) {
    if (stored?.fields.get(field)?.written ?? stored?.storesOthers ?? true) Reflect.set(fresh, field, undefined);
  }
  return fill(fresh, state);
}

/** @throws {UnserializableError} naming the field that did not come back as it was. */
export function assertSameState(original: object, restored: object, name: string): void {
  for (const field of new Set([...Object.keys(original), ...Object.keys(restored)])) {
    const [before, after]: unknown[] = [Reflect.get(original, field), Reflect.get(restored, field)];
    if (!isDeepStrictEqual(before, after)) {
      throw new UnserializableError(`The state of "${name}"`, field, 'does not come back from a snapshot as it was.');
    }
  }
}
