import { createHash } from 'node:crypto';
import { type Class, lineage } from '../decorators/class.js';
import type { AggregateDescription } from '../description/aggregate-description.js';
import { sourceOf } from '../description/private-fields.js';
import { fieldClasses } from '../serialization/transformer-metadata.js';

/** Raised when the layout of a snapshot changes. */
const LAYOUT = 1;

/**
 * Names the code that a snapshot's state belongs to: the aggregate class and its base classes, the value classes that
 * `@Type` names, the events with their schema versions, and the serializer. It cannot see functions outside of them.
 */
export function fingerprint({ type, events }: AggregateDescription, serializer: string): string {
  const parts = [
    LAYOUT,
    serializer,
    ...codeOf(type).map(sourceOf),
    ...[...events.values()].map(({ event }) => `${event.name}@${event.version}`).sort(),
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 12);
}

function codeOf(type: Class, seen = new Set<Class>()): Class[] {
  for (const link of lineage(type)) {
    if (seen.has(link)) continue;
    seen.add(link);
    for (const value of fieldClasses(link)) codeOf(value, seen);
  }
  return [...seen];
}
