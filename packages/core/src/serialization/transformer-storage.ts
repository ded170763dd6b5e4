// The metadata that @Type, @Expose and the others record has no public reader. Without it, nested classes could only be
// built by calling their constructors, and a Date without @Type could not be told from one with it.

import { Type } from 'class-transformer';
import { storages } from '#transformer-storages';
import type { Class } from '../metadata/class.js';

class Probe {}
Type(() => Date)(Probe.prototype, 'at');

const used = storages.find((storage) => storage.findTypeMetadata(Probe, 'at') !== undefined);

/**
 * False when a bundler put in another build of class-transformer than those that are looked at: then what decorators recorded
 * cannot be seen here.
 */
export const transformerIsShared = used !== undefined;

const [first] = storages;
/** Where decorators keep what they record. */
export const storage = used ?? first;

/** The fields of this very class that decorators stand on; `undefined` among them for the class itself. */
export function decoratedFields(type: Class): (string | undefined)[] {
  return ['_typeMetadatas', '_transformMetadatas', '_exposeMetadatas', '_excludeMetadatas'].flatMap((kind) => {
    const byClass: unknown = Reflect.get(storage, kind);
    if (!(byClass instanceof Map))
      throw new TypeError('This version of class-transformer keeps its metadata elsewhere.');
    const byField: ReadonlyMap<string | undefined, unknown> | undefined = byClass.get(type);
    return [...(byField?.keys() ?? [])];
  });
}
