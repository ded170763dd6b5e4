import type { ClassReference } from '../metadata/class.js';
import type { Injectable, Services } from '../service/token.js';
import type { CommandContext } from './context.js';
import { assertExperimental } from './experimental.js';
import {
  commandHandlerMetadata,
  declareHandler,
  type InstanceMembers,
  type Refused,
  type TakesObject,
} from './handler-method.js';

/** What a command handler may return: an event, several, or none. */
// biome-ignore lint/suspicious/noConfusingVoidType: a handler that never returns anything has the type void.
export type Emitted = object | readonly object[] | undefined | void;

export interface CommandHandlerOptions<Injected extends readonly Injectable[]> {
  /** Tokens or classes; what the container has for them is passed after the context, resolved for each command. */
  readonly inject: Injected;
}

type CommandMethod<Command, Injected extends readonly unknown[]> = (
  command: Command,
  context: CommandContext,
  ...services: Services<Injected>
) => unknown;

/** What a list stands for is in it; nothing stands for nothing. */
// biome-ignore lint/suspicious/noConfusingVoidType: as above.
type Each<Returned> = Returned extends readonly (infer Element)[] ? Element : Exclude<Returned, undefined | void>;

/** Objects that would have to be called, or run to their end, before there is an event. */
type Unfinished =
  | ((...args: never[]) => unknown)
  | { [Symbol.iterator](): unknown }
  | { [Symbol.asyncIterator](): unknown };

/** Of what is not known, nothing is said. */
type AreEvents<Returned> = unknown extends Returned
  ? true
  : [Returned] extends [object]
    ? [Extract<Returned, Unfinished>] extends [never]
      ? true
      : false
    : false;

/** `unknown`, which adds nothing, when the method takes an object and returns events. */
type Decides<Method extends (...args: never[]) => unknown> =
  AreEvents<Each<Awaited<ReturnType<Method>>>> extends true
    ? Parameters<Method> extends TakesObject
      ? unknown
      : Refused<'A command handler takes a command, which is an object.'>
    : Refused<'A command handler returns an event, a list of events, nothing, or a promise of these.'>;

type CommandHandlerDecorator<Command, Injected extends readonly unknown[]> = <
  Method extends CommandMethod<Command, Injected>,
>(
  prototype: InstanceMembers,
  method: string | symbol,
  descriptor: TypedPropertyDescriptor<Method> & Decides<Method>,
) => void;

/**
 * Makes a method decide about one command: it returns the events, or throws to reject, and changes nothing. It may be
 * async. The class of the method's first parameter says which command.
 *
 * For build tools that emit no decorator metadata, such as esbuild, name the command: `@CommandHandler(ShipOrder)`. Where
 * two files import each other, name it by a function, and let the compiler emit nothing for the parameter either, since it
 * would be evaluated too early: `@CommandHandler(() => ShipOrder) ship(command: Readonly<ShipOrder>)`.
 *
 * @example
 * @CommandHandler()
 * ship({ carrier }: ShipOrder, { time }: CommandContext) {
 *   if (this.state !== 'created') throw new OrderNotShippable(this.state);
 *   return new OrderShipped(carrier, time);
 * }
 *
 * @CommandHandler({ inject: [LIMITS] })
 * pay(command: PayOrder, _: CommandContext, limits: Limits) { … }
 */
export function CommandHandler(): CommandHandlerDecorator<never, []>;
export function CommandHandler<const Injected extends readonly Injectable[]>(
  options: CommandHandlerOptions<Injected>,
): CommandHandlerDecorator<never, Injected>;
export function CommandHandler<Command extends object>(
  command: ClassReference<Command>,
): CommandHandlerDecorator<Command, []>;
export function CommandHandler<Command extends object, const Injected extends readonly Injectable[]>(
  command: ClassReference<Command>,
  options: CommandHandlerOptions<Injected>,
): CommandHandlerDecorator<Command, Injected>;
export function CommandHandler(
  ...args: readonly (ClassReference | CommandHandlerOptions<readonly Injectable[]>)[]
): CommandHandlerDecorator<never, never> {
  const handles = args.filter((arg) => typeof arg === 'function');
  const inject = args.find((arg) => typeof arg === 'object')?.inject ?? [];
  return (prototype, method) => {
    assertExperimental('CommandHandler', method);
    declareHandler(commandHandlerMetadata, prototype, { method, handles, inject });
  };
}
