import { StandardDecoratorsError } from '../errors/standard-decorators-error.js';

/**
 * Throws when a decorator was compiled as an ECMAScript standard decorator, which would record nothing, or record it in
 * the wrong place. For your own decorators that keep {@link Metadata}.
 *
 * @param context the second argument of the decorator: in the standard an object.
 * @throws {StandardDecoratorsError}
 * @example
 * const Audited = () => (target: Class, standard?: undefined) => {
 *   assertExperimental('Audited', standard);
 *   audited.set(target, true);
 * };
 */
export function assertExperimental(decorator: string, context: unknown): void {
  if (typeof context !== 'object' || context === null) return;
  throw new StandardDecoratorsError(decorator, 'name' in context ? String(context.name) : 'a class');
}
