import type { ClassReference } from '../metadata/class.js';
import { assertExperimental } from './experimental.js';
import {
  declareHandler,
  eventHandlerMetadata,
  type InstanceMembers,
  type Refused,
  type TakesObject,
} from './handler-method.js';
import type { ProjectionContext } from './projection-context.js';

/** Of an aggregate or a projection; which of both, a decorator on a method cannot know. */
type EventMethod<Event> = (event: Event, context: ProjectionContext<never>) => unknown;

/** What does nothing until somebody runs it. */
type Unfinished = Generator<unknown, unknown, never> | AsyncGenerator<unknown, unknown, never>;

/** `unknown`, which adds nothing, when the method takes an object and is no generator. */
type Applies<Method extends (...args: never[]) => unknown> =
  ReturnType<Method> extends Unfinished
    ? Refused<'An event handler cannot be a generator: nothing would run it.'>
    : Parameters<Method> extends TakesObject
      ? unknown
      : Refused<'An event handler takes an event, which is an object.'>;

type EventHandlerDecorator<Event> = <Method extends EventMethod<Event>>(
  prototype: InstanceMembers,
  method: string | symbol,
  descriptor: TypedPropertyDescriptor<Method> & Applies<Method>,
) => void;

/**
 * Makes a method take one kind of event. The class of the first parameter says which one; name the classes for unions
 * and for build tools that emit no decorator metadata. Where two files import each other, name them by functions, as
 * with {@link CommandHandler}.
 *
 * In an aggregate it applies the event to the state. It must not fail, wait or look at anything but the event, its
 * {@link EventContext} and the state: it runs again each time the aggregate is loaded. `install` refuses async ones.
 *
 * In a {@link Projection} it changes the read model. It may be async, and its second parameter is a
 * {@link ProjectionContext}; an event whose handler fails is delivered again.
 *
 * @example
 * @EventHandler() protected shipped(_: OrderShipped) { this.state = 'shipped'; }
 * @EventHandler(OrderCancelled, OrderExpired) protected closed(_: OrderCancelled | OrderExpired) { this.state = 'closed'; }
 *
 * @EventHandler()
 * async opened({ owner }: AccountOpened, { aggregateId }: ProjectionContext) { await this.table.insert(aggregateId, owner); }
 */
export function EventHandler<Events extends readonly object[] = never[]>(
  ...events: { [Index in keyof Events]: ClassReference<Events[Index]> }
): EventHandlerDecorator<Events[number]> {
  return (prototype, method) => {
    assertExperimental('EventHandler', method);
    declareHandler(eventHandlerMetadata, prototype, { method, handles: [...events], inject: [] });
  };
}
