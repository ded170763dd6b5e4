import { eventHandlerMetadata } from '../decorators/handler-method.js';
import type { Class } from '../metadata/class.js';
import type { EventHandlerDescription } from './aggregate-description.js';
import { declarations } from './declarations.js';
import { describeEvent } from './describe-event.js';
import { handledClasses } from './handled-classes.js';
import { type Mistakes, methodOf } from './mistakes.js';

/** The methods with `@EventHandler` of an aggregate or a projection, by the class of their event. */
export function describeEventHandlers(type: Class, mistakes: Mistakes): Map<Class, EventHandlerDescription> {
  const handlers = new Map<Class, EventHandlerDescription>();
  for (const declaration of declarations(type, eventHandlerMetadata)) {
    const { method } = declaration;
    for (const eventClass of handledClasses(type, declaration, mistakes)) {
      const event = describeEvent(eventClass, mistakes);
      const other = handlers.get(eventClass);
      if (other) {
        mistakes.add(
          'event-handled-twice',
          methodOf(type, method),
          `${methodOf(type, other.method)} already applies ${eventClass.name}.`,
        );
      } else if (event) handlers.set(eventClass, { method, event });
    }
  }
  return handlers;
}
