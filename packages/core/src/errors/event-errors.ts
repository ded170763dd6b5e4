import { EventSourceError } from './event-source-error.js';
import { reasonOf } from './reason-of.js';

/**
 * A command handler returned something other than events, which are instances of classes with `@Event`. Nothing was
 * stored.
 */
export class InvalidEventError extends EventSourceError {
  override readonly name = 'InvalidEventError';

  constructor(
    readonly aggregate: string,
    readonly value: string,
  ) {
    super(`${aggregate} emitted ${value}, which is not an event: return instances of classes decorated with @Event.`);
  }
}

/** An aggregate emitted an event that it has no `@EventHandler` for. Nothing was stored. */
export class UnhandledEventError extends EventSourceError {
  override readonly name = 'UnhandledEventError';

  constructor(
    readonly aggregate: string,
    readonly event: string,
  ) {
    super(`${aggregate} has no @EventHandler for ${event}, so it could not be loaded with that event in its stream.`);
  }
}

/** An event handler threw. Event handlers apply facts and must not fail; when it was a new event, nothing was stored. */
export class EventHandlerError extends EventSourceError {
  override readonly name = 'EventHandlerError';

  constructor(
    readonly stream: string,
    readonly version: number,
    readonly event: string,
    options: ErrorOptions,
  ) {
    super(
      `The event handler for ${event} failed on stream "${stream}" at version ${version}: ${reasonOf(options.cause)}`,
      options,
    );
  }
}

/** JSON cannot carry the payload of an event or a command unchanged. Nothing was stored. */
export class UnserializableError extends EventSourceError {
  override readonly name = 'UnserializableError';

  /** @param path from the payload to the value, such as `lines[2].price`; empty for the payload itself. */
  constructor(
    readonly target: string,
    readonly path: string,
    readonly problem: string,
    options?: ErrorOptions,
  ) {
    super(`${target} cannot be serialized: ${path ? `"${path}"` : 'it'} ${problem}`, options);
  }
}

/** A stored event has a name, or a schema version, that the installed classes do not know. Nothing was changed. */
export class UnknownEventError extends EventSourceError {
  override readonly name = 'UnknownEventError';

  /** @param storedName as in `@Event(storedName)`. @param schemaVersion as stored. */
  constructor(
    readonly stream: string,
    readonly version: number,
    readonly storedName: string,
    readonly schemaVersion: number,
    problem: string,
    location?: string,
  ) {
    super(`Stream "${stream}" holds the event "${storedName}" at version ${version}${at(location)}, but ${problem}`);
  }
}

/** A stored record is not what this serializer writes. Nothing was changed. */
export class MalformedRecordError extends EventSourceError {
  override readonly name = 'MalformedRecordError';

  constructor(
    readonly stream: string,
    readonly version: number,
    readonly problem: string,
    { location, ...options }: ErrorOptions & { readonly location?: string | undefined } = {},
  ) {
    super(`The record of stream "${stream}" at version ${version}${at(location)} cannot be read: ${problem}`, options);
  }
}

const at = (location: string | undefined) => (location === undefined ? '' : ` (${location})`);

/** A view of a version was asked for that the stream has not reached. */
export class VersionNotReachedError extends EventSourceError {
  override readonly name = 'VersionNotReachedError';

  constructor(
    readonly stream: string,
    readonly asked: number,
    readonly version: number,
  ) {
    super(`Stream "${stream}" has not reached version ${asked}: it is at version ${version}.`);
  }
}
