import type { Upcaster } from '../decorators/event.js';
import type { Class } from '../metadata/class.js';

/** An event class and how it is stored. */
export interface EventType {
  readonly name: string;
  readonly type: Class;
  readonly version: number;
  readonly upcast: Readonly<Record<number, Upcaster>>;
}

/** The events of one application, by stored name and by class. */
export class EventTypes {
  readonly #byName: ReadonlyMap<string, EventType>;
  readonly #byClass: ReadonlyMap<Class, EventType>;

  constructor(types: Iterable<EventType>) {
    const all = [...types];
    this.#byName = new Map(all.map((type) => [type.name, type]));
    this.#byClass = new Map(all.map((type) => [type.type, type]));
  }

  named(name: string): EventType | undefined {
    return this.#byName.get(name);
  }

  of(type: Class): EventType | undefined {
    return this.#byClass.get(type);
  }
}
