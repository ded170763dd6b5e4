import type { Class } from '../metadata/class.js';
import { valueClasses } from '../serialization/value-classes.js';

/** Strings and comments, in which a `#` says nothing. */
const quoted = /(["'`])(?:\\.|(?!\1)[^\\])*\1|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

/** `#name` as a member, or the helpers of a compiler that lowers private fields to weak maps. */
const privateField = /(?:^|[\s;{}.(!,])#[\p{ID_Start}_$]|__classPrivateField/mu;

/**
 * The class that keeps state in `#private` fields, which no code but its own can read: this one, a base class, or that of a
 * value that `@Type` names and no conversion of the user's stores.
 */
export function privateClass(type: Class): Class | undefined {
  const stored = valueClasses(type, ({ toPlain }) => toPlain.length === 0);
  return stored.find((link) => privateField.test(sourceOf(link).replace(quoted, '')));
}

/** The code of a class, as it runs. */
export const sourceOf = (type: Class): string => Function.prototype.toString.call(type);
