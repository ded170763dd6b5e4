import { TransformationType, type TransformMetadata, type TypeMetadata } from 'class-transformer';
import { type Class, lineage } from '../metadata/class.js';
import { decoratedFields, storage } from './transformer-storage.js';

/** A field that decorators of class-transformer stand on. */
export interface StoredField {
  readonly name: string;
  /** Under which it is stored: its name, unless `@Expose({ name })` gives another. */
  readonly key: string;
  readonly type: TypeMetadata | undefined;
  /** The user's own conversions, in their order. */
  readonly toPlain: readonly TransformMetadata[];
  readonly toClass: readonly TransformMetadata[];
  /** Whether `@Expose` stands on it: then it may be a getter, and is converted even when nothing is stored for it. */
  readonly exposed: boolean;
  readonly written: boolean;
  readonly read: boolean;
}

/** A class of which decorators of class-transformer say how it is stored. */
export interface StoredClass {
  readonly fields: ReadonlyMap<string, StoredField>;
  readonly byKey: ReadonlyMap<string, StoredField>;
  /** Whether fields without decorators are stored: all classes but those with `@Exclude()` on themselves. */
  readonly storesOthers: boolean;
}

const known = new WeakMap<Class, StoredClass | 'plain'>();

/** `undefined` for a class without such decorators, on itself and on its base classes: its fields are stored as they are. */
export function storedClass(type: Class): StoredClass | undefined {
  const answer = known.get(type) ?? describe(type) ?? 'plain';
  known.set(type, answer);
  return answer === 'plain' ? undefined : answer;
}

function describe(type: Class): StoredClass | undefined {
  const names = new Set(lineage(type).flatMap(decoratedFields));
  if (names.size === 0) return undefined;
  const storesOthers = storage.getStrategy(Object(type)) !== 'excludeAll';
  const fields = [...names].filter((name) => name !== undefined).map((name) => describeField(type, name, storesOthers));
  return {
    fields: new Map(fields.map((field) => [field.name, field])),
    byKey: new Map(fields.map((field) => [field.key, field])),
    storesOthers,
  };
}

function describeField(type: Class, name: string, storesOthers: boolean): StoredField {
  const { CLASS_TO_PLAIN, PLAIN_TO_CLASS } = TransformationType;
  const expose = storage.findExposeMetadata(Object(type), name);
  const passes = (direction: TransformationType) =>
    !storage.getExcludedProperties(Object(type), direction).includes(name) &&
    !inGroup(expose) &&
    (storesOthers || storage.getExposedProperties(Object(type), direction).includes(name));
  return {
    name,
    key: expose?.options?.name ?? name,
    type: storage.findTypeMetadata(Object(type), name),
    toPlain: conversions(type, name, CLASS_TO_PLAIN),
    toClass: conversions(type, name, PLAIN_TO_CLASS),
    exposed: expose !== undefined,
    written: passes(CLASS_TO_PLAIN),
    read: passes(PLAIN_TO_CLASS),
  };
}

const conversions = (type: Class, name: string, direction: TransformationType) =>
  storage.findTransformMetadatas(Object(type), name, direction).filter((metadata) => !inGroup(metadata));

/** Groups are something to ask for; nobody asks for one here. */
const inGroup = (metadata: { readonly options?: { readonly groups?: readonly string[] } } | undefined): boolean =>
  (metadata?.options?.groups?.length ?? 0) > 0;
