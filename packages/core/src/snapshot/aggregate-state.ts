import { UnserializableError } from '../errors/event-errors.js';
import type { JsonObject } from '../json.js';
import { classOf } from '../metadata/class.js';
import { flatten } from '../serialization/flatten.js';
import { fill } from '../serialization/hydrate.js';
import { storedClass } from '../serialization/stored-class.js';
import { sameState } from './same-state.js';

/** The fields of an aggregate as JSON carries them. @throws {UnserializableError} with the path to what it cannot carry. */
export const captureState = (instance: object, name: string): object => flatten(instance, `The state of "${name}"`);

/** Puts captured state into a new instance. What its initialisers set gives way, also where nothing was captured. */
export function restoreState<T extends object>(fresh: T, state: JsonObject): T {
  for (const field of Object.keys(fresh).filter(isStoredIn(fresh))) Reflect.set(fresh, field, undefined);
  return fill(fresh, state);
}

/** What `@Exclude` leaves out is up to the initialisers. */
function isStoredIn(instance: object): (field: string) => boolean {
  const type = classOf(instance);
  const stored = type && storedClass(type);
  return (field) => stored?.fields.get(field)?.written ?? stored?.storesOthers ?? true;
}

/** @throws {UnserializableError} naming the field that did not come back as it was. */
export function assertSameState(original: object, restored: object, name: string): void {
  const field = differingField(original, restored);
  if (field === undefined) return;
  throw new UnserializableError(`The state of "${name}"`, field, 'does not come back from a snapshot as it was.');
}

/** The first stored field in which two states differ. */
export function differingField(one: object, other: object): string | undefined {
  const fields = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...fields]
    .filter(isStoredIn(one))
    .find((field) => !sameState(Reflect.get(one, field), Reflect.get(other, field)));
}
