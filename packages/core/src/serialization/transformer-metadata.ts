import { TransformationType, Type } from 'class-transformer';
// The metadata that @Type, @Expose and the others record has no public reader. Without it, nested classes could only be
// built by calling their constructors, and a Date without @Type could not be told from one with it.
import { defaultMetadataStorage as storage } from 'class-transformer/cjs/storage.js';
import { type Class, isConstructor, lineage } from '../decorators/class.js';

class Probe {}
Type(() => Date)(Probe.prototype, 'at');

/**
 * False when a bundler put a second copy of class-transformer beside the one that decorators came from (its `module`
 * build beside its `main` build): then what decorators recorded cannot be seen here.
 */
export const transformerIsShared = storage.findTypeMetadata(Probe, 'at') !== undefined;

const known = new WeakMap<Class, boolean>();

/** Whether any decorator of class-transformer stands on the class, its base classes or their fields. */
export function usesTransformer(type: Class): boolean {
  const answer = known.get(type) ?? lineage(type).some(isDecorated);
  known.set(type, answer);
  return answer;
}

function isDecorated(type: Class): boolean {
  return ['_typeMetadatas', '_transformMetadatas', '_exposeMetadatas', '_excludeMetadatas'].some((kind) => {
    const byClass: unknown = Reflect.get(storage, kind);
    return !(byClass instanceof Map) || byClass.has(type);
  });
}

/** The class that `@Type` names for a field; for one of several by discriminator, the class that the data is for. */
export function fieldClass(owner: Class, field: string, data?: unknown): Class | undefined {
  const metadata = storage.findTypeMetadata(constructorOf(owner), field);
  if (!metadata) return undefined;
  const { discriminator } = metadata.options ?? {};
  const label: unknown =
    discriminator && typeof data === 'object' && data !== null ? Reflect.get(data, discriminator.property) : undefined;
  const named: unknown = discriminator?.subTypes.find(({ name }) => name === label)?.value ?? metadata.typeFunction?.();
  const type = named ?? metadata.reflectedType;
  return isConstructor(type) ? type : undefined;
}

/** Every class that `@Type` names on fields of this class, for a fingerprint. */
export function fieldClasses(owner: Class): Class[] {
  const byClass: unknown = Reflect.get(storage, '_typeMetadatas');
  const fields = byClass instanceof Map ? lineage(owner).flatMap((type) => [...(byClass.get(type)?.keys() ?? [])]) : [];
  return fields.map((field) => fieldClass(owner, field)).filter((type) => type !== undefined);
}

/** The field that `@Expose({ name })` stores under this key, or the key itself. */
export function fieldOf(owner: Class, key: string): string {
  return storage.findExposeMetadataByCustomName(constructorOf(owner), key)?.propertyName ?? key;
}

/** Whether a field is left out or converted by the user's own function, so that its value need not be JSON. */
export function isConverted(owner: Class, field: string): boolean {
  const type = constructorOf(owner);
  return (
    storage.findExcludeMetadata(type, field) !== undefined ||
    storage.getStrategy(type) === 'excludeAll' ||
    storage.findTransformMetadatas(type, field, TransformationType.CLASS_TO_PLAIN).length > 0
  );
}

/** class-transformer asks for `Function`, which every class is. */
const constructorOf = (type: Class): Class & CallableFunction => Object(type);
