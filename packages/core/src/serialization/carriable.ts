import { type Class, classOf } from '../decorators/class.js';
import { UnserializableError } from '../errors/event-errors.js';
import { fieldClass, isConverted, usesTransformer } from './transformer-metadata.js';

/**
 * Refuses what JSON would drop, change or fail on: nothing that a user hands over is altered silently. The fields of the
 * payload, and of classes that `@Type` names, are checked by what their decorators say; everything else must be plain.
 */
export class Carriable {
  readonly #ancestors: object[] = [];

  /**
   * @param target what is serialized, for the error.
   * @param dates whether dates may go to JSON as text, because decorators have vouched for them.
   */
  constructor(
    private readonly target: string,
    private readonly dates: 'refused' | 'allowed' = 'refused',
  ) {}

  /** @throws {UnserializableError} naming the path to the first value that JSON cannot carry. */
  checkFields(owner: object, path = ''): void {
    const type = classOf(owner);
    this.#within(owner, path, () => {
      for (const [field, value] of Object.entries(owner)) {
        this.#checkField(
          type && usesTransformer(type) ? type : undefined,
          field,
          value,
          path ? `${path}.${field}` : field,
        );
      }
    });
  }

  #checkField(owner: Class | undefined, field: string, value: unknown, path: string): void {
    if (field === '__proto__') this.#refuse(path, 'is a key that would replace a prototype.');
    if (owner && isConverted(owner, field)) return;
    const type = owner && fieldClass(owner, field, value);
    if (type) this.#checkTyped(type, value, path);
    else this.#checkPlain(value, path);
  }

  #checkTyped(type: Class, value: unknown, path: string): void {
    if (Array.isArray(value)) {
      for (const [index, element] of value.entries()) this.#checkTyped(type, element, `${path}[${index}]`);
    } else if (value instanceof Date && Number.isNaN(value.valueOf())) this.#refuse(path, 'is an invalid date.');
    else if (value instanceof Date && type === Date) return;
    else if (value instanceof Map) this.#checkKeys(value, path);
    else if (value instanceof Set) return;
    else if (typeof value === 'object' && value !== null && value instanceof type) this.checkFields(value, path);
    else this.#checkPlain(value, path);
  }

  /** class-transformer loses keys that are no strings or that every Map has as a property, such as "size". */
  #checkKeys(map: ReadonlyMap<unknown, unknown>, path: string): void {
    for (const key of map.keys()) {
      if (typeof key !== 'string' || key in Map.prototype) {
        this.#refuse(path, `is a Map with the key ${String(key)}, which would be lost: store an array of entries.`);
      }
    }
  }

  #checkPlain(value: unknown, path: string): void {
    switch (typeof value) {
      case 'string':
      case 'boolean':
      case 'undefined':
        return;
      case 'number':
        if (!Number.isFinite(value)) this.#refuse(path, `is ${value}, which JSON stores as null.`);
        return;
      case 'object':
        if (value !== null) this.#checkPlainObject(value, path);
        return;
      default:
        this.#refuse(path, `is a ${typeof value}, which JSON cannot carry.`);
    }
  }

  #checkPlainObject(value: object, path: string): void {
    if (Array.isArray(value)) {
      this.#within(value, path, () => {
        for (let index = 0; index < value.length; index++) this.#checkElement(value[index], `${path}[${index}]`);
      });
      return;
    }
    if (value instanceof Date && this.dates === 'allowed') return;
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null) this.checkFields(value, path);
    else this.#refuse(path, remedy(classOf(value)?.name ?? 'class instance'));
  }

  #checkElement(value: unknown, path: string): void {
    if (value === undefined) this.#refuse(path, 'is undefined, which JSON stores as null.');
    this.#checkPlain(value, path);
  }

  #within(value: object, path: string, check: () => void): void {
    if (this.#ancestors.includes(value)) this.#refuse(path, 'refers back to what contains it: JSON has no cycles.');
    this.#ancestors.push(value);
    check();
    this.#ancestors.pop();
  }

  #refuse(path: string, problem: string): never {
    throw new UnserializableError(this.target, path, problem);
  }
}

const remedy = (name: string) =>
  `is a ${name}, which would come back as something else: decorate the field with @Type(() => ${name}) or @Transform of class-transformer, or store plain values.`;
