import { StreamVersion } from '../commit/stream-version.js';
import type { AggregateDescription } from '../description/aggregate-description.js';
import { EventHandlerError, UnhandledEventError } from '../errors/event-errors.js';
import { RecentCommits } from '../identity/recent-commits.js';
import { classOf } from '../metadata/class.js';
import type { RecordedEvent } from '../serialization/serializer.js';

/** An aggregate in memory: its state, the version that the state stands for, and what is known of its stream. */
export class LiveAggregate {
  readonly instance: object;
  readonly recent = new RecentCommits();
  version = StreamVersion.start;
  /** The version of the newest snapshot that this code can use, 0 without one. */
  snapshotVersion = 0;

  constructor(
    readonly description: AggregateDescription,
    readonly id: string,
    readonly stream: string,
  ) {
    this.instance = description.create();
  }

  /** Applies the event of the next version. A failure leaves a state that must not be used any more. */
  apply({ event, time, metadata }: RecordedEvent): void {
    const version = this.version.plus(1);
    const eventClass = classOf(event);
    const handler = eventClass && this.description.events.get(eventClass);
    if (!handler) throw new UnhandledEventError(this.description.type.name, eventClass?.name ?? 'an object');
    try {
      const context = { aggregateId: this.id, version: version.number, time, metadata };
      const returned = call(this.instance, handler.method, event, context);
      if (returned instanceof Promise) throw unawaited(returned);
    } catch (cause) {
      throw new EventHandlerError(this.stream, version.number, eventClass.name, { cause });
    }
    this.version = version;
  }

  /** Starts from the state that a snapshot stands for. */
  startFrom(version: number): void {
    this.version = StreamVersion.start.plus(version);
    this.snapshotVersion = version;
  }
}

/** `install` refuses async methods; others that return a promise show here only. */
function unawaited(promise: Promise<unknown>): TypeError {
  promise.catch(() => {});
  return new TypeError('It returned a promise, but an event handler must change the state before it returns.');
}

/** Calls a method that metadata names. */
export function call(instance: object, method: string | symbol, ...args: readonly unknown[]): unknown {
  const handler: unknown = Reflect.get(instance, method);
  if (typeof handler !== 'function') throw new TypeError(`${String(method)} is not a method.`);
  return Reflect.apply(handler, instance, args);
}
