import type { ClassReference } from './class.js';
import type { EventContext } from './context.js';
import {
  declareHandler,
  eventHandlerMetadata,
  type InstanceMembers,
  type Refused,
  type TakesObject,
} from './handler-method.js';

type EventMethod<Event> = (event: Event, context: EventContext) => unknown;

/** What an event handler would only have begun when it returns. */
type Unfinished = PromiseLike<unknown> | Generator<unknown, unknown, never> | AsyncGenerator<unknown, unknown, never>;

/** `unknown`, which adds nothing, when the method takes an object and is done when it returns. */
type Applies<Method extends (...args: never[]) => unknown> =
  ReturnType<Method> extends Unfinished
    ? Refused<'An event handler is neither async nor a generator: nobody waits for it.'>
    : Parameters<Method> extends TakesObject
      ? unknown
      : Refused<'An event handler takes an event, which is an object.'>;

type EventHandlerDecorator<Event> = <Method extends EventMethod<Event>>(
  prototype: InstanceMembers,
  method: string | symbol,
  descriptor: TypedPropertyDescriptor<Method> & Applies<Method>,
) => void;

/**
 * Makes a method apply one event to the aggregate's state. It must not fail, wait or look at anything but the event and
 * the state: it runs again each time the aggregate is loaded. Which event is told by the class of the first parameter; name
 * the classes for unions and for build tools that emit no decorator metadata. Where two files import each other, name them
 * by functions, as with {@link CommandHandler}.
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
