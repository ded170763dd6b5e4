import { UnserializableError } from '../errors/event-errors.js';
import { type Class, classOf, isBuiltIn } from '../metadata/class.js';

/** Far below what exhausts the stack of those who walk through it, here or elsewhere. */
const DEEPEST = 500;

/** Refuses what JSON would drop, change or fail on: nothing that a user hands over is altered silently. */
export class Carriable {
  readonly #target: string;
  readonly #ancestors: object[] = [];

  readonly #dates: 'refused' | 'allowed';

  /**
   * @param target what is serialized, for the error.
   * @param dates whether dates may go to JSON as text, because a conversion of the user's has vouched for them.
   */
  constructor(target: string, dates: 'refused' | 'allowed' = 'refused') {
    this.#target = target;
    this.#dates = dates;
  }

  /** @throws {UnserializableError} naming the path to the first value that JSON cannot carry. */
  check(value: unknown, path: string): void {
    switch (typeof value) {
      case 'string':
      case 'boolean':
      case 'undefined':
        return;
      case 'number':
        if (!Number.isFinite(value)) this.refuse(path, `is ${value}, which JSON stores as null.`);
        return;
      case 'object':
        if (value !== null) this.#checkObject(value, path);
        return;
      default:
        this.refuse(path, `is a ${typeof value}, which JSON cannot carry.`);
    }
  }

  /** Each field of an object that is plain, or is stored like one. */
  checkFields(owner: object, path: string): void {
    this.within(owner, path, () => {
      for (const [key, value] of Object.entries(owner)) {
        const inner = join(path, key);
        this.checkKey(key, inner);
        this.check(value, inner);
      }
    });
  }

  checkKey(key: string, path: string): void {
    if (key === '__proto__') this.refuse(path, 'is a key that would replace a prototype.');
  }

  /** Elements must be something: what is not there would come back as null. */
  checkElement(value: unknown, path: string): void {
    if (value === undefined) this.refuse(path, 'is undefined, which JSON stores as null.');
  }

  checkDate(value: Date, path: string): void {
    if (Number.isNaN(value.valueOf())) this.refuse(path, 'is an invalid date.');
  }

  /** Runs a check of what is in an object, which must not lead back to it. */
  within<T>(value: object, path: string, check: () => T): T {
    if (this.#ancestors.includes(value)) this.refuse(path, 'refers back to what contains it: JSON has no cycles.');
    if (this.#ancestors.length > DEEPEST) this.refuse('', `is nested more than ${DEEPEST} levels deep.`);
    this.#ancestors.push(value);
    const checked = check();
    this.#ancestors.pop();
    return checked;
  }

  refuse(path: string, problem: string, options?: ErrorOptions): never {
    throw new UnserializableError(this.#target, path, problem, options);
  }

  #checkObject(value: object, path: string): void {
    if (isPlain(value)) this.checkFields(value, path);
    else if (isList(value)) this.#checkElements(value, path);
    else if (value instanceof Date && this.#dates === 'allowed') this.checkDate(value, path);
    else this.refuse(path, remedy(classOf(value)));
  }

  #checkElements(values: readonly unknown[], path: string): void {
    this.within(values, path, () => {
      for (let index = 0; index < values.length; index++) {
        const inner = `${path}[${index}]`;
        this.checkElement(values[index], inner);
        this.check(values[index], inner);
      }
    });
  }
}

export const join = (path: string, key: string): string => (path ? `${path}.${key}` : key);

/** No class between the object and `Object`, be it that of this realm or, as in some test runners, of another. */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** An array, and no instance of a class derived from it. */
export function isList(value: unknown): value is unknown[] {
  return Array.isArray(value) && isPlain(Object.getPrototypeOf(value));
}

function remedy(type: Class | undefined): string {
  const name = type?.name || 'class instance';
  const typed = type && (transformable.has(type) || !isBuiltIn(type)) ? `@Type(() => ${name}) or ` : '';
  return `is a ${name}, which would come back as something else: decorate the field with ${typed}@Transform of class-transformer, or store plain values.`;
}

/** Built-in classes that `@Type` can bring back. */
const transformable = new Set<Class>([Date, Map, Set]);
