import { type Class, lineage } from '../decorators/class.js';

/** Strings and comments, in which a `#` says nothing. */
const quoted = /(["'`])(?:\\.|(?!\1)[^\\])*\1|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

/** `#name` as a member, or the helpers of a compiler that lowers private fields to weak maps. */
const privateField = /(?:^|[\s;{}.(!,])#[\p{ID_Start}_$]|__classPrivateField/mu;

/** Whether a class or one of its base classes keeps state in `#private` fields, which no code but its own can read. */
export function hasPrivateFields(type: Class): boolean {
  return lineage(type).some((link) => privateField.test(sourceOf(link).replace(quoted, '')));
}

/** The code of a class, as it runs. */
export const sourceOf = (type: Class): string => Function.prototype.toString.call(type);
