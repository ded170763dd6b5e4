import { EventSourceError } from './event-source-error.js';

/** No installed aggregate handles this command. Add its aggregate to a module, or a `@CommandHandler` to the aggregate. */
export class UnknownCommandError extends EventSourceError {
  override readonly name = 'UnknownCommandError';

  constructor(readonly command: string) {
    super(`No installed aggregate has a @CommandHandler for ${command}.`);
  }
}

/** What was dispatched is not a command: an instance of a class with `@Command`. Nothing was read or stored. */
export class InvalidCommandError extends EventSourceError {
  override readonly name = 'InvalidCommandError';

  /** @param value what it is. @param type the class that it should be an instance of, where that is known. */
  constructor(
    readonly value: string,
    type?: string,
  ) {
    const remedy = type === undefined ? 'make one with new, as in new ShipOrder(…).' : `dispatch new ${type}(…).`;
    super(`A command is an instance of a class with @Command, not ${value}: ${remedy}`);
  }
}

/** The class was not among the `aggregates` of any installed module. */
export class UnknownAggregateError extends EventSourceError {
  override readonly name = 'UnknownAggregateError';

  constructor(readonly aggregate: string) {
    super(`${aggregate} is not among the aggregates that were installed in this container.`);
  }
}

/** The aggregate id is not a string, or is empty. Nothing was read or stored. */
export class InvalidAggregateIdError extends EventSourceError {
  override readonly name = 'InvalidAggregateIdError';

  /** @param property the command's property that should hold the id. */
  constructor(
    readonly target: string,
    readonly property: string,
    readonly value: unknown,
  ) {
    super(
      `The aggregate id of ${target}, in "${property}", is ${describe(value)}: it must be a string that is not empty.`,
    );
  }
}

const describe = (value: unknown) =>
  value === '' ? 'empty' : value == null ? String(value) : `of type ${typeof value}`;

/** The id given for a command is not a valid id. Nothing was read or stored. */
export class InvalidCommandIdError extends EventSourceError {
  override readonly name = 'InvalidCommandIdError';

  constructor(
    readonly id: unknown,
    problem: string,
  ) {
    super(
      `A command cannot have the id ${typeof id === 'string' ? JSON.stringify(id.slice(0, 80)) : String(id)}: ${problem}`,
    );
  }
}

/** Two commands of one `dispatchAll` are for the same aggregate. Nothing was read or stored: make them one command. */
export class DuplicateAggregateError extends EventSourceError {
  override readonly name = 'DuplicateAggregateError';

  constructor(readonly stream: string) {
    super(`Two commands that are to be stored together are for stream "${stream}": make them one command.`);
  }
}

/** `expectedVersion` is not the aggregate's current version. Nothing was decided or stored. */
export class UnexpectedVersionError extends EventSourceError {
  override readonly name = 'UnexpectedVersionError';

  constructor(
    readonly stream: string,
    readonly expectedVersion: number,
    readonly version: number,
  ) {
    super(`Stream "${stream}" is at version ${version}, not at the expected ${expectedVersion}.`);
  }
}

/** The id was used for another command on this stream. Nothing was stored: give each command an id of its own. */
export class CommandIdReusedError extends EventSourceError {
  override readonly name = 'CommandIdReusedError';

  /** @param version the first version of the commit that the id belongs to. */
  constructor(
    readonly stream: string,
    readonly id: string,
    readonly version: number,
  ) {
    super(
      `The id "${id}" belongs to another command on stream "${stream}", stored at version ${version}: give each command its own id.`,
    );
  }
}

/** A command handler dispatched. Two aggregates doing that to each other would wait forever: emit an event, and let an observer or a projection dispatch. */
export class NestedDispatchError extends EventSourceError {
  override readonly name = 'NestedDispatchError';

  /** @param stream whose handler did it. @param target what it tried to write to. */
  constructor(
    readonly stream: string,
    readonly target: string,
  ) {
    super(
      `The command handler of stream "${stream}" tried to write to stream "${target}": a handler must not dispatch. Emit an event, and let an observer or a projection dispatch.`,
    );
  }
}

/** The signal was aborted, or the time was up, before the command was stored. Nothing of it is stored. */
export class CommandAbortedError extends EventSourceError {
  override readonly name = 'CommandAbortedError';

  constructor(
    readonly stream: string,
    options?: ErrorOptions,
  ) {
    super(`The command on stream "${stream}" was aborted before anything was stored.`, options);
  }
}
