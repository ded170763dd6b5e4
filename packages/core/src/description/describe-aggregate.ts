import { type AggregateDeclaration, aggregateMetadata } from '../decorators/aggregate.js';
import { commandMetadata } from '../decorators/command.js';
import { commandHandlerMetadata, eventHandlerMetadata } from '../decorators/handler-method.js';
import type { Class } from '../metadata/class.js';
import type {
  AggregateDescription,
  CommandHandlerDescription,
  EventHandlerDescription,
  SnapshotDescription,
} from './aggregate-description.js';
import { declarations } from './declarations.js';
import { describeEventHandlers } from './describe-event-handlers.js';
import { handledClasses } from './handled-classes.js';
import { type Mistakes, methodOf } from './mistakes.js';

/** Reads the metadata of an aggregate class. What is wrong with it goes to `mistakes`. */
export function describeAggregate(type: Class, mistakes: Mistakes): AggregateDescription {
  const declaration = aggregateMetadata.own(type);
  if (!declaration) mistakes.add('aggregate-undecorated', type, "it is installed, but has no @Aggregate('name').");
  else if (!handlesAnything(type)) {
    mistakes.add('aggregate-handles-nothing', type, 'it has no method with @CommandHandler or @EventHandler.');
  }
  const { name, cache = 'use' } = declaration ?? { name: type.name };
  if (name === '' || name.includes(':')) {
    mistakes.add('aggregate-name', type, `its name "${name}" is empty or holds a ":", which separates it from ids.`);
  }
  if (!['use', 'refresh', 'bypass'].includes(cache)) {
    mistakes.add('cache-mode', type, `its cache mode is "${cache}": it must be "use", "refresh" or "bypass".`);
  }
  return {
    name,
    type,
    create: () => Reflect.construct(Object(type), []),
    commands: describeCommandHandlers(type, mistakes),
    events: describeEvents(type, mistakes),
    snapshot: describeSnapshot(type, declaration, mistakes),
    cache,
  };
}

/** One that has event handlers only is for reading. */
const handlesAnything = (type: Class): boolean =>
  [commandHandlerMetadata, eventHandlerMetadata].some((handlers) => declarations(type, handlers).length > 0);

function describeCommandHandlers(type: Class, mistakes: Mistakes): Map<Class, CommandHandlerDescription> {
  const handlers = new Map<Class, CommandHandlerDescription>();
  for (const declaration of declarations(type, commandHandlerMetadata)) {
    const { method, inject } = declaration;
    for (const command of handledClasses(type, declaration, mistakes)) {
      const idProperty = commandMetadata.inherited(command)?.idProperty;
      const other = handlers.get(command);
      if (idProperty === undefined) {
        mistakes.add(
          'command-undecorated',
          command,
          `${methodOf(type, method)} handles it, but it has no @Command('idProperty').`,
        );
      } else if (other) {
        mistakes.add(
          'command-handled-twice',
          methodOf(type, method),
          `${methodOf(type, other.method)} already handles ${command.name}.`,
        );
      } else handlers.set(command, { method, inject, idProperty });
    }
  }
  return handlers;
}

function describeEvents(type: Class, mistakes: Mistakes): Map<Class, EventHandlerDescription> {
  for (const { method } of declarations(type, eventHandlerMetadata)) {
    if (isAsync(type, method)) {
      const problem = 'it is async, but an event handler must change the state before it returns.';
      mistakes.add('event-handler-async', methodOf(type, method), problem);
    }
  }
  return describeEventHandlers(type, mistakes);
}

function describeSnapshot(
  type: Class,
  declaration: AggregateDeclaration | undefined,
  mistakes: Mistakes,
): SnapshotDescription | undefined {
  const snapshot = declaration?.snapshot;
  if (!snapshot) return undefined;
  if (!Number.isInteger(snapshot.every) || snapshot.every < 1) {
    mistakes.add(
      'snapshot-interval',
      type,
      `its option "snapshot.every" is ${snapshot.every}: it must be a whole number of at least 1.`,
    );
  }
  return { every: snapshot.every, version: snapshot.version };
}

const isAsync = (type: Class, method: string | symbol): boolean => {
  const handler: unknown = Reflect.get(type.prototype, method);
  return typeof handler === 'function' && Object.prototype.toString.call(handler) === '[object AsyncFunction]';
};
