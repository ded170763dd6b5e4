import 'reflect-metadata';
import { type Class, classOf } from './class.js';

/**
 * One kind of metadata on a class, for decorators. Keys are global symbols, so that classes decorated through one copy of this package
 * are understood by another.
 */
export class Metadata<T> {
  readonly #key: symbol;

  constructor(kind: string) {
    this.#key = Symbol.for(`@eventsource/core/${kind}`);
  }

  set(type: Class, value: T): void {
    Reflect.defineMetadata(this.#key, value, type);
  }

  /** Of this very class, not of its base class. */
  own(type: Class): T | undefined {
    return Reflect.getOwnMetadata(this.#key, type);
  }

  /** Of the class that made this object, or the nearest base class that has it. */
  of(instance: object): T | undefined {
    const type = classOf(instance);
    return type && this.inherited(type);
  }

  /** Of this class or the nearest base class that has it. */
  inherited(type: Class): T | undefined {
    return Reflect.getMetadata(this.#key, type);
  }
}

/** The classes of a method's parameters, as the compiler emitted them; `undefined` when it emitted none. */
export function emittedParameters(type: Class, method: string | symbol): readonly unknown[] | undefined {
  return Reflect.getMetadata('design:paramtypes', type.prototype, method);
}
