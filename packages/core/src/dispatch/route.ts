import type { AggregateDescription, CommandHandlerDescription } from '../description/aggregate-description.js';
import { InvalidAggregateIdError, UnknownCommandError } from '../errors/command-errors.js';
import { type Class, classOf } from '../metadata/class.js';
import { assertInstance } from './command-instance.js';

/** Which aggregate and method a class of commands goes to. */
export interface Route {
  readonly description: AggregateDescription;
  readonly handler: CommandHandlerDescription;
}

/** Knows the way of every command. */
export class Routes {
  readonly #byCommand: ReadonlyMap<Class, Route>;

  constructor(aggregates: Iterable<AggregateDescription>) {
    this.#byCommand = new Map(
      [...aggregates].flatMap((description) =>
        [...description.commands].map(([command, handler]): [Class, Route] => [command, { description, handler }]),
      ),
    );
  }

  /** @throws {InvalidCommandError | UnknownCommandError} */
  of(command: object): Route {
    assertInstance(command);
    const type = classOf(command);
    const route = type && this.#byCommand.get(type);
    if (!route) throw new UnknownCommandError(type?.name ?? String(command));
    return route;
  }
}

/** @throws {InvalidAggregateIdError} */
export function aggregateIdOf(command: object, { handler }: Route): string {
  const id: unknown = Reflect.get(command, handler.idProperty);
  if (typeof id === 'string' && id !== '') return id;
  throw new InvalidAggregateIdError(classOf(command)?.name ?? 'a command', handler.idProperty, id);
}
