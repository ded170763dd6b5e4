import { eventMetadata } from '../decorators/event.js';
import type { Class } from '../metadata/class.js';
import type { EventType } from '../serialization/event-types.js';
import type { Mistakes } from './mistakes.js';
import { privateClass } from './private-fields.js';

/** What the metadata of an event class says, or `undefined` when it is no event. */
export function describeEvent(type: Class, mistakes: Mistakes): EventType | undefined {
  const declaration = eventMetadata.own(type);
  if (!declaration) {
    mistakes.add('event-undecorated', type, "it is handled as an event, but has no @Event('stored-name').");
    return undefined;
  }
  const { name, version = 1, upcast = {} } = declaration;
  if (typeof name !== 'string' || name === '') mistakes.add('event-name', type, 'its stored name is empty.');
  if (!Number.isInteger(version) || version < 1) {
    mistakes.add('event-version', type, `its schema version is ${version}: it must be a whole number of at least 1.`);
  }
  for (let from = 1; from < version; from++) {
    if (typeof upcast[from] !== 'function') {
      mistakes.add(
        'upcaster-gap',
        type,
        `it is at schema version ${version}, but has no upcaster from version ${from}.`,
      );
    }
  }
  const secretive = privateClass(type);
  if (secretive) {
    const problem = `the #private fields of ${secretive.name} would not be stored: use private or readonly fields.`;
    mistakes.add('event-private-field', type, problem);
  }
  return { name, type, version, upcast };
}
