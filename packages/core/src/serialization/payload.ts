import { instanceToPlain, plainToClassFromExist } from 'class-transformer';
import { type Class, classOf } from '../decorators/class.js';
import { Carriable } from './carriable.js';
import { isJsonObject, type JsonObject } from './json.js';
import { fieldClass, fieldOf, usesTransformer } from './transformer-metadata.js';

/**
 * The fields of an object as JSON will carry them.
 *
 * @param target what the object is, for the error.
 * @throws {UnserializableError}
 */
export function toPlain(value: object, target: string): object {
  new Carriable(target).checkFields(value);
  const type = classOf(value);
  if (!type || !usesTransformer(type)) return { ...value };
  const plain = instanceToPlain(value);
  new Carriable(target, 'allowed').checkFields(plain);
  return plain;
}

/** Fills an object from parsed JSON, with the classes that `@Type` names, and without calling any constructor. */
export function fill<T extends object>(existing: T, data: JsonObject): T {
  const type = classOf(existing);
  if (!type || !usesTransformer(type)) return assign(existing, data);
  const filled = plainToClassFromExist(assign(existing, skeletons(type, data)), data);
  for (const key of Object.keys(data)) if (fieldOf(type, key) !== key) Reflect.deleteProperty(filled, key);
  return filled;
}

/** An instance that no constructor has seen: events are facts, and a constructor may validate by today's rules. */
export function hydrate(type: Class, data: JsonObject): object {
  return fill(bare(type), data);
}

const bare = (type: Class): object => Object.create(type.prototype);

/** Sets own fields only: a setter, or a name that the prototype has, must not run or fail because of stored data. */
function assign<T extends object>(target: T, data: Readonly<Record<string, unknown>>): T {
  for (const key of Object.keys(data)) {
    const value = data[key];
    if (key in target && !Object.hasOwn(target, key)) {
      Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
    } else Reflect.set(target, key, value);
  }
  return target;
}

/** Empty instances where class-transformer would otherwise call constructors; it fills what it finds. */
function skeletons(type: Class, data: JsonObject): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(data)) {
    const nested = skeleton(type, fieldOf(type, key), value);
    if (nested !== undefined) found[key] = nested;
  }
  return found;
}

function skeleton(owner: Class, field: string, data: unknown): unknown {
  if (Array.isArray(data)) return data.map((element) => skeleton(owner, field, element));
  const type = fieldClass(owner, field, data);
  if (!type || !isJsonObject(data) || isBuiltIn(type)) return undefined;
  return assign(bare(type), skeletons(type, data));
}

const isBuiltIn = (type: Class) => /\{\s*\[native code\]\s*\}\s*$/.test(Function.prototype.toString.call(type));
