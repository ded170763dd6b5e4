/**
 * The base of every error this framework throws: `catch` it to tell the framework's failures from your domain's.
 *
 * Each subclass has a literal `name`, its data as fields, and the original error, if any, as `cause`.
 */
export abstract class EventSourceError extends Error {
  abstract override readonly name: string;
}
