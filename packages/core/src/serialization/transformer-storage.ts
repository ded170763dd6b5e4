import { Type } from 'class-transformer';
// The metadata that @Type, @Expose and the others record has no public reader. Without it, nested classes could only be
// built by calling their constructors, and a Date without @Type could not be told from one with it.
import { defaultMetadataStorage as storage } from 'class-transformer/cjs/storage.js';
import type { Class } from '../decorators/class.js';

export { storage };

class Probe {}
Type(() => Date)(Probe.prototype, 'at');

/**
 * False when a bundler put a second copy of class-transformer beside the one that decorators came from (its `module`
 * build beside its `main` build): then what decorators recorded cannot be seen here.
 */
export const transformerIsShared = storage.findTypeMetadata(Probe, 'at') !== undefined;

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
