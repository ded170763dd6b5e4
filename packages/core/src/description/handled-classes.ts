import type { HandlerDeclaration } from '../decorators/handler-method.js';
import { type Class, dereference, isConstructor } from '../metadata/class.js';
import { emittedParameters } from '../metadata/metadata.js';
import { type Mistakes, methodOf } from './mistakes.js';

/** Emitted where the compiler saw no class: `Function` for an `import type`, `Object` for a union or an interface. */
const placeholders = new Set<unknown>([Object, Function, String, Number, Boolean, Array, Symbol, Promise, undefined]);

/**
 * The classes that a method handles: those it names, else the one emitted for its first parameter. Where nothing was emitted,
 * {@link checkMetadata} has the word.
 */
export function handledClasses(type: Class, declaration: HandlerDeclaration, mistakes: Mistakes): readonly Class[] {
  const where = methodOf(type, declaration.method);
  const parameters = emittedParameters(type, declaration.method);
  const emitted = parameters?.[0];
  const known = isConstructor(emitted) && !placeholders.has(emitted) ? emitted : undefined;
  const references = declaration.handles.map(dereference);
  const named = references.filter((type) => type !== undefined);
  if (named.length < references.length) {
    mistakes.add(
      'parameter-unknown',
      where,
      'the decorator names a class that is not defined yet because two files import each other: pass a function, () => TheClass.',
    );
  } else if (named.length === 0 && !known && parameters) {
    mistakes.add(
      'parameter-unknown',
      where,
      'the compiler emitted no class for the first parameter (an import type, a union, an interface, or no parameter at all): name the class in the decorator.',
    );
  }
  const contradicting = known && named.filter((named) => named !== known && !(named.prototype instanceof known));
  for (const { name } of contradicting ?? []) {
    mistakes.add('parameter-contradicts', where, `the decorator names ${name}, but the parameter is a ${known?.name}.`);
  }
  return named.length > 0 ? named : known ? [known] : [];
}
