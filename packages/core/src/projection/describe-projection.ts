import type { Class } from '../decorators/class.js';
import { describeEventHandlers } from '../description/describe-event-handlers.js';
import type { Mistakes } from '../description/mistakes.js';
import { projectionMetadata } from './projection.js';
import type { ProjectionDescription } from './projection-description.js';

/** Reads the metadata of a projection class. What is wrong with it goes to `mistakes`. */
export function describeProjection(type: Class, mistakes: Mistakes): ProjectionDescription {
  const declaration = projectionMetadata.own(type);
  if (!declaration) {
    mistakes.add('projection-undecorated', type, "it is installed as a projection, but has no @Projection('name').");
  }
  const { name, version, inject } = declaration ?? { name: type.name, version: 1, inject: [] };
  if (name === '' || name.includes('@')) {
    mistakes.add('projection-name', type, `its name "${name}" is empty or holds an "@", which separates its version.`);
  }
  if (!Number.isInteger(version) || version < 1) {
    mistakes.add('projection-version', type, `its version is ${version}: use 1, 2, 3 …`);
  }
  const events = describeEventHandlers(type, mistakes);
  if (events.size === 0) mistakes.add('projection-handles-nothing', type, 'it has no method with @EventHandler.');
  return { name: `${name}@${version}`, type, inject, events };
}
