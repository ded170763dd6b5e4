import type { EventMetadata } from '@eventsource/core';
import { legalText } from './legal-text.js';

/**
 * Metadata as extension attributes of CloudEvents, whose names are lower-case letters and digits: `correlationId` becomes
 * `correlationid`. A name that is taken gets a number, so that nothing is lost; `traceparent` and `tracestate` are already
 * what the distributed tracing extension calls them.
 */
export function extensionsOf(metadata: EventMetadata): ReadonlyMap<string, string> {
  const names = new Set(TAKEN);
  const extensions = new Map<string, string>();
  for (const [key, value] of legalFirst(Object.entries(metadata))) {
    const name = freeName(legalName(key), names);
    names.add(name);
    extensions.set(name, legalText(value));
  }
  return extensions;
}

/** By what CloudEvents define, and by what is said of every event. */
const TAKEN = [
  ...['specversion', 'id', 'source', 'type', 'subject', 'time', 'datacontenttype', 'dataschema', 'data'],
  ...['stream', 'version', 'schemaversion', 'aggregate', 'tenant'],
];

/** A key that is a name already keeps it, whatever comes before. */
const legalFirst = (entries: readonly (readonly [string, string])[]) => [
  ...entries.filter(([key]) => legalName(key) === key),
  ...entries.filter(([key]) => legalName(key) !== key),
];

const legalName = (key: string): string => key.toLowerCase().replace(/[^a-z0-9]/g, '') || 'metadata';

function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}${number}`;
  return free;
}
