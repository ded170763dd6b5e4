import { createHash } from 'node:crypto';
import type { AggregateDescription } from '../description/aggregate-description.js';
import { sourceOf } from '../description/private-fields.js';
import type { Class } from '../metadata/class.js';
import { storedClass } from '../serialization/stored-class.js';
import { valueClasses } from '../serialization/value-classes.js';

/** Raised when the layout of a snapshot changes. */
const LAYOUT = 1;

/**
 * Names the code that a snapshot's state belongs to: the aggregate class and its base classes, the value classes that
 * `@Type` names, what decorators say of their fields, the events with their schema versions, and the serializer. It cannot see functions outside of them.
 */
export function fingerprint({ type, events }: AggregateDescription, serializer: string): string {
  const parts = [
    LAYOUT,
    serializer,
    ...valueClasses(type).map((value) => [sourceOf(value), decoratorsOf(value)]),
    ...[...events.values()].map(({ event }) => `${event.name}@${event.version}`).sort(),
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 12);
}

/** Compilers put decorators beside the class, so that its code does not show them. */
function decoratorsOf(type: Class): unknown[] {
  const { fields, storesOthers } = storedClass(type) ?? {};
  return [
    storesOthers,
    ...[...(fields?.values() ?? [])].map(({ toPlain, toClass, type, ...field }) => ({
      ...field,
      type: type && [String(type.typeFunction), type.options],
      code: [...toPlain, ...toClass].map(({ transformFn }) => String(transformFn)),
    })),
  ];
}
