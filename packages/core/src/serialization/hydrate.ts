import { TransformationType } from 'class-transformer';
import { isJsonObject, type JsonObject } from '../json.js';
import { type Class, classOf } from '../metadata/class.js';
import { type FieldType, fieldType, type Labels } from './field-type.js';
import { type StoredClass, type StoredField, storedClass } from './stored-class.js';

/** An instance that no constructor has seen: events are facts, and a constructor may validate by today's rules. */
export function hydrate(type: Class, data: JsonObject): object {
  const bare: object = Object.create(type.prototype);
  return fill(bare, data);
}

/**
 * Sets the fields of an object from parsed JSON, converted as decorators of class-transformer say.
 *
 * @throws {TypeError} when the data do not fit, and what the user's conversions throw.
 */
export function fill<T extends object>(target: T, data: JsonObject): T {
  const type = classOf(target);
  const stored = type && storedClass(type);
  if (stored) fillStored(target, data, stored);
  else for (const key of Object.keys(data)) setOwn(target, key, data[key]);
  return target;
}

function fillStored(target: object, data: JsonObject, { byKey, fields, storesOthers }: StoredClass): void {
  const found = new Set<StoredField>();
  for (const key of Object.keys(data)) {
    const field = byKey.get(key) ?? fields.get(key);
    if (!field && storesOthers) setOwn(target, key, data[key]);
    if (!field?.read) continue;
    found.add(field);
    setField(target, field, converted(data[key], field, data, target));
  }
  for (const field of fields.values()) {
    if (!field.exposed || !field.read || found.has(field)) continue;
    const value = converted(undefined, field, data, target);
    if (value !== undefined) setField(target, field, value);
  }
}

function converted(
  json: unknown,
  { type: metadata, name: key, toClass }: StoredField,
  obj: JsonObject,
  target: object,
) {
  const value = metadata ? collected(json, fieldType(metadata, obj, target)) : json;
  const type = TransformationType.PLAIN_TO_CLASS;
  return toClass.reduce((value, { transformFn }) => transformFn({ value, key, obj, type, options: {} }), value);
}

function collected(json: unknown, type: FieldType): unknown {
  const { collection } = type;
  if (collection === Set && Array.isArray(json)) return new Set(json.map((value) => typed(value, type)));
  if (collection !== Map || !isJsonObject(json)) return typed(json, type);
  return new Map(Object.entries(json).map(([key, value]) => [key, typed(value, type)]));
}

const primitives = new Map<Class, (json: unknown) => unknown>([
  [String, String],
  [Number, Number],
  [Boolean, Boolean],
]);

function typed(json: unknown, type: FieldType): unknown {
  if (Array.isArray(json)) return json.map((value) => typed(value, type));
  const { element, labels } = type;
  if (json === null || json === undefined || !element) return json;
  if (element === Date) return date(json);
  const primitive = primitives.get(element);
  if (primitive) return primitive(json);
  if (!isJsonObject(json)) return json;
  return labels ? labelled(json, element, labels) : hydrate(element, json);
}

function date(json: unknown): Date {
  const parsed = typeof json === 'string' || typeof json === 'number' ? new Date(json) : new Date(Number.NaN);
  if (Number.isNaN(parsed.valueOf())) throw new TypeError(`${JSON.stringify(json)} is not a date.`);
  return parsed;
}

function labelled(json: JsonObject, type: Class, { property, kept, classNamed }: Labels): object {
  if (!Object.hasOwn(json, property)) return hydrate(type, json);
  const { [property]: label, ...fields } = json;
  const named = classNamed(label);
  if (!named) throw new TypeError(`${JSON.stringify(label)} is not a "${property}" that @Type names.`);
  return hydrate(named, kept ? json : fields);
}

/** A getter that `@Expose` stands on was stored to be read by others; with a setter, it is a field like any other. */
function setField(target: object, { name, exposed }: StoredField, value: unknown): void {
  const accessor = exposed && name in target && !Object.hasOwn(target, name);
  if (!accessor) setOwn(target, name, value);
  else if (isSettable(target, name)) Reflect.set(target, name, value);
}

/** A setter, or a name that the prototype has, must neither run nor fail because of stored data. */
function setOwn(target: object, name: string, value: unknown): void {
  if (name in target && !Object.hasOwn(target, name)) {
    Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
  } else Reflect.set(target, name, value);
}

const isSettable = (target: object | null, name: string): boolean =>
  target !== null &&
  (Object.getOwnPropertyDescriptor(target, name)?.set !== undefined || isSettable(Object.getPrototypeOf(target), name));
