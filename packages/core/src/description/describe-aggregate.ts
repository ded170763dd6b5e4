import { type AggregateDeclaration, aggregateMetadata } from '../decorators/aggregate.js';
import { type Class, lineage } from '../decorators/class.js';
import { commandMetadata } from '../decorators/command.js';
import { commandHandlerMetadata, eventHandlerMetadata, type HandlerDeclaration } from '../decorators/handler-method.js';
import type { Metadata } from '../decorators/metadata.js';
import type {
  AggregateDescription,
  CommandHandlerDescription,
  EventHandlerDescription,
  SnapshotDescription,
} from './aggregate-description.js';
import { describeEvent } from './describe-event.js';
import { handledClasses } from './handled-classes.js';
import { type Mistakes, methodOf } from './mistakes.js';

/** Reads the metadata of an aggregate class. What is wrong with it goes to `mistakes`. */
export function describeAggregate(type: Class, mistakes: Mistakes): AggregateDescription {
  const declaration = aggregateMetadata.own(type);
  if (!declaration) mistakes.add('aggregate-undecorated', type, "it is installed, but has no @Aggregate('name').");
  const { name, cache = 'use' } = declaration ?? { name: type.name };
  if (name === '' || name.includes(':')) {
    mistakes.add('aggregate-name', type, `its name "${name}" is empty or holds a ":", which separates it from ids.`);
  }
  if (!['use', 'refresh', 'bypass'].includes(cache)) {
    mistakes.add('cache-mode', type, `its cache mode is "${cache}": use "use", "refresh" or "bypass".`);
  }
  return {
    name,
    type,
    create: () => Reflect.construct(Object(type), []),
    commands: describeCommandHandlers(type, mistakes),
    events: describeEventHandlers(type, mistakes),
    snapshot: describeSnapshot(type, declaration, mistakes),
    cache,
  };
}

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
          `${methodOf(type, other.method)} handles ${command.name} already.`,
        );
      } else handlers.set(command, { method, inject, idProperty });
    }
  }
  return handlers;
}

function describeEventHandlers(type: Class, mistakes: Mistakes): Map<Class, EventHandlerDescription> {
  const handlers = new Map<Class, EventHandlerDescription>();
  for (const declaration of declarations(type, eventHandlerMetadata)) {
    const { method } = declaration;
    if (isAsync(type, method)) {
      mistakes.add(
        'event-handler-async',
        methodOf(type, method),
        'it is async; state must have changed when it returns.',
      );
    }
    for (const eventClass of handledClasses(type, declaration, mistakes)) {
      const event = describeEvent(eventClass, mistakes);
      const other = handlers.get(eventClass);
      if (other) {
        mistakes.add(
          'event-handled-twice',
          methodOf(type, method),
          `${methodOf(type, other.method)} applies ${eventClass.name} already.`,
        );
      } else if (event) handlers.set(eventClass, { method, event });
    }
  }
  return handlers;
}

/** Base classes first; a method that a subclass declares again replaces that of its base class. */
function declarations(type: Class, metadata: Metadata<readonly HandlerDeclaration[]>): HandlerDeclaration[] {
  const byMethod = new Map<string | symbol, readonly HandlerDeclaration[]>();
  for (const link of lineage(type).reverse()) {
    const own = metadata.own(link) ?? [];
    for (const { method } of own) {
      byMethod.set(
        method,
        own.filter((declaration) => declaration.method === method),
      );
    }
  }
  return [...byMethod.values()].flat();
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
      `it takes a snapshot every ${snapshot.every} events: use a whole number from 1.`,
    );
  }
  return { every: snapshot.every, version: snapshot.version };
}

const isAsync = (type: Class, method: string | symbol): boolean => {
  const handler: unknown = Reflect.get(type.prototype, method);
  return typeof handler === 'function' && Object.prototype.toString.call(handler) === '[object AsyncFunction]';
};
