import type { ClassReference } from './class.js';
import type { EventContext } from './context.js';
import { declareHandler, eventHandlerMetadata, type InstanceMembers } from './handler-method.js';

type EventMethod<Event> = (event: Event, context: EventContext) => unknown;

/** `unknown` when the method takes an object and is not async, `never` (which nothing is assignable to) otherwise. */
type Applies<Method extends (...args: never[]) => unknown> =
  ReturnType<Method> extends PromiseLike<unknown>
    ? never
    : Parameters<Method> extends [] | [object, ...unknown[]]
      ? unknown
      : never;

type EventHandlerDecorator<Event> = <Method extends EventMethod<Event>>(
  prototype: InstanceMembers,
  method: string | symbol,
  descriptor: TypedPropertyDescriptor<Method> & Applies<Method>,
) => void;

/**
 * Makes a method apply one event to the aggregate's state. It must not fail, wait or look at anything but the event and
 * the state: it runs again each time the aggregate is loaded. Which event is told by the class of the first parameter; name
 * the classes, or functions that return them, for unions and for build tools that emit no decorator metadata.
 *
 * @example
 * @EventHandler() protected shipped(_: OrderShipped) { this.state = 'shipped'; }
 * @EventHandler(OrderCancelled, OrderExpired) protected closed(_: OrderCancelled | OrderExpired) { this.state = 'closed'; }
 */
export function EventHandler<Events extends readonly object[] = never[]>(
  ...events: { [Index in keyof Events]: ClassReference<Events[Index]> }
): EventHandlerDecorator<Events[number]> {
  return (prototype, method) =>
    declareHandler(eventHandlerMetadata, prototype, { method, handles: [...events], inject: [] });
}
