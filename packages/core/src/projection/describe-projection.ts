import { commandHandlerMetadata, eventHandlerMetadata } from '../decorators/handler-method.js';
import { projectionMetadata } from '../decorators/projection.js';
import { declarations } from '../description/declarations.js';
import { describeEventHandlers } from '../description/describe-event-handlers.js';
import { type Mistakes, methodOf } from '../description/mistakes.js';
import type { Class } from '../metadata/class.js';
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
    mistakes.add('projection-version', type, `its version is ${version}: it must be a whole number of at least 1.`);
  }
  checkHandlers(type, mistakes);
  return { name: `${name}@${version}`, type, inject, events: describeEventHandlers(type, mistakes) };
}

function checkHandlers(type: Class, mistakes: Mistakes): void {
  const misplaced = declarations(type, commandHandlerMetadata);
  for (const { method } of misplaced) {
    const problem = 'a projection takes no commands: use @EventHandler, or move the method to an aggregate.';
    mistakes.add('projection-handles-command', methodOf(type, method), problem);
  }
  if (misplaced.length === 0 && declarations(type, eventHandlerMetadata).length === 0) {
    mistakes.add('projection-handles-nothing', type, 'it has no method with @EventHandler.');
  }
}
