import { isDeepStrictEqual } from 'node:util';
import { copyOf } from './copy.js';

/** What a command handler did to the state. */
export interface StateChange {
  readonly method: string;
  readonly before: object;
  readonly after: object;
}

type Method = (this: object, ...args: unknown[]) => unknown;

/**
 * The aggregate with the same name and metadata, whose methods report when they change its state while they are given this
 * very command. Methods that are given anything else, such as the event handlers, may.
 */
export function watched(
  aggregate: new () => object,
  command: object,
  report: (change: StateChange) => void,
): new () => object {
  const subclass = class extends aggregate {};
  Object.defineProperty(subclass, 'name', { value: aggregate.name });
  for (const key of Reflect.getOwnMetadataKeys(aggregate)) {
    Reflect.defineMetadata(key, Reflect.getOwnMetadata(key, aggregate), subclass);
  }
  for (const [name, descriptor] of methodsOf(aggregate.prototype)) {
    const method: Method = descriptor.value;
    const apply = (instance: object, args: unknown[]): unknown => {
      if (args[0] !== command) return Reflect.apply(method, instance, args);
      return watching(instance, String(name), report, () => Reflect.apply(method, instance, args));
    };
    Object.defineProperty(subclass.prototype, name, { ...descriptor, value: likewiseAsync(method, apply) });
  }
  return subclass;
}

/** Every method that an instance has, by name; the most derived one where several have the same. */
function methodsOf(prototype: object): Map<string | symbol, PropertyDescriptor> {
  const parent: object = Object.getPrototypeOf(prototype);
  const methods = parent === Object.prototype ? new Map<string | symbol, PropertyDescriptor>() : methodsOf(parent);
  for (const name of Reflect.ownKeys(prototype)) {
    const descriptor = Reflect.getOwnPropertyDescriptor(prototype, name);
    if (name !== 'constructor' && typeof descriptor?.value === 'function') methods.set(name, descriptor);
  }
  return methods;
}

/** Installing tells async methods from others, and refuses some. */
function likewiseAsync(method: Method, apply: (instance: object, args: unknown[]) => unknown): Method {
  if (Object.prototype.toString.call(method) !== '[object AsyncFunction]') {
    return function (...args) {
      return apply(this, args);
    };
  }
  return async function (...args) {
    return apply(this, args);
  };
}

function watching(
  instance: object,
  method: string,
  report: (change: StateChange) => void,
  decide: () => unknown,
): unknown {
  const before = copyOf(instance);
  const copied = isDeepStrictEqual(before, instance);
  const compare = () => {
    if (copied && !isDeepStrictEqual(before, instance)) report({ method, before, after: copyOf(instance) });
  };
  let decision: unknown;
  try {
    decision = decide();
    if (decision instanceof Promise) return decision.finally(compare);
    return decision;
  } finally {
    if (!(decision instanceof Promise)) compare();
  }
}
