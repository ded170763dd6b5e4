import { TransformationType } from 'class-transformer';
import { type Class, classOf, isBuiltIn } from '../metadata/class.js';
import { Carriable, isList, isPlain, join } from './carriable.js';
import { type FieldType, fieldType, type Labels } from './field-type.js';
import { type StoredClass, type StoredField, storedClass } from './stored-class.js';

/**
 * The fields of an object as JSON will carry them: as decorators of class-transformer say, or else as they are. The object
 * itself stays untouched.
 *
 * @param target what the object is, for the error.
 * @throws {UnserializableError} naming the path to the first value that would not come back as it is.
 */
export function flatten(value: object, target: string): object {
  return new Flattening(target).fields(value, classOf(value), '');
}

class Flattening {
  readonly #carriable: Carriable;
  readonly #lenient: Carriable;

  constructor(target: string) {
    this.#carriable = new Carriable(target);
    this.#lenient = new Carriable(target, 'allowed');
  }

  /** @param type that the fields will come back to. */
  fields(owner: object, type: Class | undefined, path: string): object {
    const stored = type && storedClass(type);
    if (stored) return this.#carriable.within(owner, path, () => this.#storedFields(owner, stored, path));
    this.#carriable.checkFields(owner, path);
    return { ...owner };
  }

  #storedFields(owner: object, stored: StoredClass, path: string): object {
    const flat: Record<string, unknown> = {};
    for (const name of writtenNames(owner, stored)) {
      const field = stored.fields.get(name);
      const [key, inner] = [field?.key ?? name, join(path, name)];
      this.#carriable.checkKey(key, inner);
      if (Object.hasOwn(flat, key)) this.#carriable.refuse(inner, `is stored as "${key}", and so is another field.`);
      flat[key] = field ? this.#field(owner, field, inner) : this.#plain(Reflect.get(owner, name), inner);
    }
    return flat;
  }

  #field(owner: object, field: StoredField, path: string): unknown {
    const value = this.#guarded(path, () => read(owner, field));
    if (field.toPlain.length > 0) return this.#converted(value, owner, field, path);
    return field.type ? this.#collection(value, fieldType(field.type, owner), path) : this.#plain(value, path);
  }

  #converted(value: unknown, obj: object, { name: key, type: metadata, toPlain }: StoredField, path: string): unknown {
    const type = TransformationType.CLASS_TO_PLAIN;
    const converted = this.#guarded(path, () =>
      toPlain.reduce((value, { transformFn }) => transformFn({ value, key, obj, type, options: {} }), value),
    );
    return this.#vouched(converted, metadata && fieldType(metadata, obj), path);
  }

  /** Dates may stay, since the user's code has seen them, and instances of the class that `@Type` names. */
  #vouched(value: unknown, type: FieldType | undefined, path: string): unknown {
    if (type && isList(value)) return value.map((element, index) => this.#vouched(element, type, `${path}[${index}]`));
    const instance = typeof value === 'object' && value !== null && !isPlain(value) && !(value instanceof Date);
    if (type && instance) return this.#value(value, type, path);
    this.#lenient.check(value, path);
    return value;
  }

  #collection(value: unknown, type: FieldType, path: string): unknown {
    const { collection } = type;
    if (value instanceof Set && collection === Set) return this.#list([...value], type, path);
    if (value instanceof Map && collection === Map) return this.#entries(value, type, path);
    if (collection && typeof value === 'object' && value !== null) {
      this.#carriable.refuse(path, `is no ${collection.name}, but would come back as one.`);
    }
    return this.#value(value, type, path);
  }

  #entries(map: ReadonlyMap<unknown, unknown>, type: FieldType, path: string): object {
    return this.#carriable.within(map, path, () =>
      Object.fromEntries(
        Array.from(map, ([key, value]) => {
          if (typeof key !== 'string') this.#carriable.refuse(path, 'is a Map with a key that is not a string.');
          const inner = join(path, key);
          this.#carriable.checkKey(key, inner);
          this.#carriable.checkElement(value, inner);
          return [key, this.#value(value, type, inner)];
        }),
      ),
    );
  }

  #list(values: readonly unknown[], type: FieldType, path: string): unknown[] {
    return this.#carriable.within(values, path, () =>
      Array.from(values, (value, index) => {
        const inner = `${path}[${index}]`;
        this.#carriable.checkElement(value, inner);
        return this.#value(value, type, inner);
      }),
    );
  }

  #value(value: unknown, type: FieldType, path: string): unknown {
    if (isList(value)) return this.#list(value, type, path);
    if (value instanceof Map || value instanceof Set) this.#carriable.refuse(path, untold(value));
    const { element, labels } = type;
    if (element === Date) return this.#date(value, path);
    if (labels && typeof value === 'object' && value !== null) return this.#labelled(value, labels, path);
    const primitive = element && primitives.get(element);
    if (primitive) return this.#primitive(value, primitive, path);
    if (!element || isBuiltIn(element) || typeof value !== 'object' || value === null) return this.#plain(value, path);
    return this.#instance(value, element, path);
  }

  /** What is plain, and has the fields of the class, may come back as an instance of it. */
  #instance(value: object, type: Class, path: string): object {
    const own = isPlain(value) ? type : classOf(value);
    if (own === type) return this.fields(value, type, path);
    const problem = `is a ${own?.name}, which would come back as a ${type.name}: tell them apart by a discriminator of @Type.`;
    return this.#carriable.refuse(path, problem);
  }

  #labelled(value: object, { property, kept, nameOf, classNamed }: Labels, path: string): object {
    const type = isPlain(value) ? classNamed(Reflect.get(value, property)) : classOf(value);
    const name = type && nameOf(type);
    if (name === undefined)
      this.#carriable.refuse(path, `is none of the classes that the discriminator of @Type names.`);
    const flat = this.fields(value, type, path);
    if (!isPlain(value) && property in flat && !(kept && Reflect.get(flat, property) === name)) {
      const remedy = kept ? `it must be "${name}"` : 'set keepDiscriminatorProperty of @Type';
      this.#carriable.refuse(join(path, property), `is the name of the discriminator of @Type: ${remedy}.`);
    }
    return { ...flat, [property]: name };
  }

  #primitive(value: unknown, type: string, path: string): unknown {
    const kept = typeof value === type || value === null || value === undefined;
    if (!kept) this.#carriable.refuse(path, `is a ${typeof value}, which would come back as a ${type}.`);
    return this.#plain(value, path);
  }

  #date(value: unknown, path: string): unknown {
    if (value === null || value === undefined) return value;
    if (!(value instanceof Date))
      this.#carriable.refuse(path, `is a ${typeof value}, which would come back as a Date.`);
    this.#carriable.checkDate(value, path);
    return value.toISOString();
  }

  #plain(value: unknown, path: string): unknown {
    this.#carriable.check(value, path);
    return value;
  }

  /** Runs code of the user's. */
  #guarded<T>(path: string, run: () => T): T {
    try {
      return run();
    } catch (cause) {
      return this.#carriable.refuse(path, `could not be converted: ${cause}`, { cause });
    }
  }
}

const untold = (value: object) =>
  `is a ${value.constructor.name}, but the compiler emitted another type: write it out, as in "field: Map<string, Line> = new Map()", or use @Transform.`;

const primitives = new Map<Class, string>([
  [String, 'string'],
  [Number, 'number'],
  [Boolean, 'boolean'],
]);

/** The fields to write: the object's own, and getters and methods that `@Expose` stands on. */
function writtenNames(owner: object, { fields, storesOthers }: StoredClass): string[] {
  const own = Object.keys(owner).filter((name) => fields.get(name)?.written ?? storesOthers);
  const inherited = [...fields.values()].filter(({ name, exposed, written }) => {
    return exposed && written && name in owner && !Object.hasOwn(owner, name);
  });
  return [...own, ...inherited.map(({ name }) => name)];
}

function read(owner: object, { name, exposed }: StoredField): unknown {
  const value: unknown = Reflect.get(owner, name);
  return exposed && typeof value === 'function' ? Reflect.apply(value, owner, []) : value;
}
