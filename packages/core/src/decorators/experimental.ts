import { StandardDecoratorsError } from '../errors/standard-decorators-error.js';

/**
 * Refuses to go on in a decorator that was compiled as one of the ECMAScript standard, which would note nothing, or at a
 * wrong place. For decorators of your own that keep {@link Metadata}.
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
