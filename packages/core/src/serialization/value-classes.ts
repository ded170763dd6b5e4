import { type Class, lineage } from '../metadata/class.js';
import { fieldType } from './field-type.js';
import { type StoredField, storedClass } from './stored-class.js';

/**
 * A class, its base classes, and those of the values that `@Type` names on their fields, and on the fields of these.
 *
 * @param follow which fields to look at. Default all.
 */
export function valueClasses(type: Class, follow = (_: StoredField) => true, seen = new Set<Class>()): Class[] {
  for (const link of lineage(type)) {
    if (seen.has(link)) continue;
    seen.add(link);
    for (const field of storedClass(link)?.fields.values() ?? []) {
      if (follow(field)) for (const value of namedBy(field)) valueClasses(value, follow, seen);
    }
  }
  return [...seen];
}

function namedBy({ type }: StoredField): Class[] {
  if (!type) return [];
  try {
    const { element, labels } = fieldType(type, {});
    return [...(element ? [element] : []), ...(labels?.classes ?? [])];
  } catch {
    return []; // A function in `@Type` that decides by the object at hand has none here.
  }
}
