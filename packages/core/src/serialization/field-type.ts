import type { TypeMetadata } from 'class-transformer';
import { type Class, isConstructor } from '../metadata/class.js';

/** What `@Type` says of a field, for one object. */
export interface FieldType {
  /** Of each element; `undefined` for plain values. */
  readonly element: Class | undefined;
  /** Whether the elements lie in a Map or a Set. Lists are told by the value. */
  readonly collection: typeof Map | typeof Set | undefined;
  readonly labels: Labels | undefined;
}

/** @param object that holds the field: `@Type` may decide by its other fields. */
export function fieldType(metadata: TypeMetadata, object: object, newObject?: object): FieldType {
  const { typeFunction, reflectedType, propertyName: property } = metadata;
  const reflected: unknown = reflectedType;
  const named: unknown = typeFunction?.({ newObject, object: Object(object), property }) ?? reflected;
  return {
    element: isConstructor(named) && !containers.has(named) ? named : undefined,
    collection: [Map, Set].find((collection) => named === collection || reflected === collection),
    labels: labels(metadata),
  };
}

const containers = new Set<unknown>([Map, Set, Array, Object]);

/** The names that tell the classes of a field apart, as `@Type(…, { discriminator })` lists them. */
export interface Labels {
  /** The property of the stored object that holds the name. */
  readonly property: string;
  /** Whether the class has that property too. */
  readonly kept: boolean;
  nameOf(type: Class): string | undefined;
  classNamed(label: unknown): Class | undefined;
  readonly classes: readonly Class[];
}

function labels({ options }: TypeMetadata): Labels | undefined {
  const { discriminator, keepDiscriminatorProperty = false } = options ?? {};
  if (!discriminator) return undefined;
  const { property, subTypes } = discriminator;
  return {
    property,
    kept: keepDiscriminatorProperty,
    nameOf: (type) => subTypes.find(({ value }) => value === type)?.name,
    classNamed: (label) => subTypes.find(({ name }) => name === label)?.value,
    classes: subTypes.map(({ value }): Class => value),
  };
}
