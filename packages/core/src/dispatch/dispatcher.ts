import type { DependencyContainer, InjectionToken } from 'tsyringe';
import { type Class, classOf } from '../decorators/class.js';
import type { Injectable } from '../decorators/token.js';
import type { AggregateDescription, CommandHandlerDescription } from '../description/aggregate-description.js';
import { InvalidAggregateIdError, UnknownCommandError } from '../errors/command-errors.js';
import { deadline } from '../repository/cancellation.js';
import type { Committed } from '../repository/committed.js';
import { call } from '../repository/live-aggregate.js';
import type { Repository } from '../repository/repository.js';
import type { DispatchOptions, Invocation, Middleware } from './middleware.js';

/** Which aggregate and method a command goes to. */
interface Route {
  readonly description: AggregateDescription;
  readonly handler: CommandHandlerDescription;
}

/** Takes commands to their aggregates. Resolve it from the container that `install` was called with. */
export class Dispatcher {
  readonly #routes: ReadonlyMap<Class, Route>;
  readonly #repository: Repository;
  readonly #middleware: readonly Middleware[];
  readonly #container: DependencyContainer;

  /** @internal `install` makes it. */
  constructor(
    aggregates: Iterable<AggregateDescription>,
    repository: Repository,
    middleware: readonly Middleware[],
    container: DependencyContainer,
  ) {
    this.#routes = new Map(
      [...aggregates].flatMap((description) =>
        [...description.commands].map(([command, handler]) => [command, { description, handler }]),
      ),
    );
    this.#repository = repository;
    this.#middleware = middleware;
    this.#container = container;
  }

  /**
   * Executes a command: its aggregate decides, and what it emits is stored as one commit. Commands for one aggregate are
   * executed one after another; conflicts with other processes are retried.
   *
   * @returns the aggregate's new version and the events, once they are stored.
   * @throws what the handler threw: the command is rejected, by a state that was current during the call.
   * @throws {ConcurrencyError} when others kept coming first. Not stored.
   * @throws {OutcomeUnknownError} when no answer settled it, with the id to dispatch the command with again.
   * @throws {UnexpectedVersionError | CommandIdReusedError | CommandAbortedError} as asked for by the options. Not stored.
   * @throws any other {@link EventSourceError} when something is wrong with the command, the classes or the store. Not
   * stored.
   *
   * @example
   * const { version } = await container.resolve(Dispatcher).dispatch(new ShipOrder('o-1', 'DHL'));
   */
  async dispatch(command: object, options: DispatchOptions = {}): Promise<Committed> {
    const route = this.#route(command);
    const { description, handler } = route;
    const aggregateId: unknown = Reflect.get(command, handler.idProperty);
    if (typeof aggregateId !== 'string' || aggregateId === '') {
      throw new InvalidAggregateIdError(classOf(command)?.name ?? 'A command', handler.idProperty, aggregateId);
    }
    return this.#through(0, { command, aggregate: description.name, aggregateId, options }, (invocation) =>
      this.#execute(route, command, aggregateId, invocation.options),
    );
  }

  #route(command: object): Route {
    const type = typeof command === 'object' && command !== null ? classOf(command) : undefined;
    const route = type && this.#routes.get(type);
    if (!route) throw new UnknownCommandError(type?.name ?? String(command));
    return route;
  }

  async #through(
    depth: number,
    invocation: Invocation,
    execute: (invocation: Invocation) => Promise<Committed>,
  ): Promise<Committed> {
    const middleware = this.#middleware[depth];
    return middleware
      ? middleware(invocation, (passed) => this.#through(depth + 1, passed, execute))
      : execute(invocation);
  }

  #execute(
    { description, handler }: Route,
    command: object,
    aggregateId: string,
    { id, expectedVersion, metadata = {}, cache = description.cache, signal, timeout }: DispatchOptions,
  ): Promise<Committed> {
    return this.#repository.execute({
      description,
      aggregateId,
      id: this.#repository.identify(id, command, `${description.name}.${String(handler.method)}`),
      decide: (aggregate, context) => call(aggregate, handler.method, command, context, ...this.#services(handler)),
      metadata,
      cache,
      expectedVersion,
      signal: deadline(signal, timeout),
    });
  }

  #services({ inject }: CommandHandlerDescription): unknown[] {
    return inject.map((injectable) => this.#container.resolve<unknown>(tokenOf(injectable)));
  }
}

/** tsyringe knows symbols and classes by other types than ours. */
const tokenOf = (injectable: Injectable): InjectionToken<unknown> =>
  typeof injectable === 'symbol' ? injectable : Object(injectable);
