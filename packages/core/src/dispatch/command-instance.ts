import { InvalidCommandError } from '../errors/command-errors.js';
import { classOf, isConstructor } from '../metadata/class.js';

/** What can be dispatched: no class in place of its instance, no list of commands, and nothing that has to be awaited. */
export type CommandInstance = object & {
  readonly prototype?: never;
  readonly [Symbol.iterator]?: never;
  readonly then?: never;
};

/** @throws {InvalidCommandError} where it is no instance of any class that could be a command's. */
export function assertInstance(command: unknown): asserts command is object {
  if (isConstructor(command)) throw new InvalidCommandError(`the class ${command.name}`, command.name);
  if (typeof command === 'function') throw new InvalidCommandError('a function');
  if (typeof command !== 'object' || command === null) throw new InvalidCommandError(String(command));
  if (Array.isArray(command)) throw new InvalidCommandError('a list');
  const type = classOf(command);
  if (type === undefined || type === Object) throw new InvalidCommandError('a plain object');
}
