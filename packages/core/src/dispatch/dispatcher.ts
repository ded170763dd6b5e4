import type { DependencyContainer } from 'tsyringe';
import { call } from '../aggregate/live-aggregate.js';
import type { AggregateDescription } from '../description/aggregate-description.js';
import { notInstalled } from '../errors/not-installed-error.js';
import { withDeadline } from '../execution/cancellation.js';
import type { Committed } from '../execution/committed.js';
import { identify } from '../identity/command-identity.js';
import type { IdSource } from '../identity/id-source.js';
import { DEFAULT_TIMEOUT } from '../repository/call-options.js';
import { type AddressedWork, only, type Repository } from '../repository/repository.js';
import { injectionToken } from '../service/token.js';
import type { CommandInstance } from './command-instance.js';
import type { DispatchAllOptions, DispatchOptions, Invocation, InvocationOptions, Middleware } from './middleware.js';
import { aggregateIdOf, type Route, Routes } from './route.js';

/** A command with its way, before middleware has seen it. */
interface Departure {
  readonly route: Route;
  readonly invocation: Invocation;
}

interface DispatcherParts {
  readonly aggregates: Iterable<AggregateDescription>;
  readonly repository: Repository;
  readonly middleware: readonly Middleware[];
  readonly ids: IdSource;
  readonly container: DependencyContainer;
}

/** Takes commands to their aggregates. Resolve it from the container that `install` was called with. */
export class Dispatcher {
  readonly #routes: Routes;
  readonly #repository: Repository;
  readonly #middleware: readonly Middleware[];
  readonly #ids: IdSource;
  readonly #container: DependencyContainer;

  /** @internal `install` makes it. */
  constructor({ aggregates, repository, middleware, ids, container }: DispatcherParts = notInstalled('Dispatcher')) {
    this.#routes = new Routes(aggregates);
    this.#repository = repository;
    this.#middleware = middleware;
    this.#ids = ids;
    this.#container = container;
  }

  /**
   * Executes a command: its aggregate decides, and what it emits is stored as one commit. Commands for one aggregate are
   * executed one after another; conflicts with other processes are retried.
   *
   * @returns the aggregate's new version and the events, once they are stored.
   * @throws what the handler threw: the command is rejected, by a state that was current during the call.
   * @throws {ConcurrencyError} when other writers kept coming first. Not stored.
   * @throws {OutcomeUnknownError} when no answer says whether it is stored. The error carries the id to dispatch the
   * command with again.
   * @throws {UnexpectedVersionError | CommandIdReusedError | CommandAbortedError} when the options ask for it. Not
   * stored.
   * @throws any other {@link EventSourceError} when something is wrong with the command, the classes or the store. Not
   * stored.
   *
   * @example
   * const { version } = await container.resolve(Dispatcher).dispatch(new ShipOrder('o-1', 'DHL'));
   */
  async dispatch(command: CommandInstance, options: DispatchOptions = {}): Promise<Committed> {
    return only(await this.#dispatch([command], options));
  }

  /**
   * Executes commands for different aggregates, whose events are stored together or not at all. Each aggregate decides by
   * itself; a rejection by one rejects all. Costs twice the write units of the commands one by one, and needs a store with
   * transactions.
   *
   * @param options an `id` stands for all commands together. It is recognised while it is among the last 100 commits of
   * one of the streams; the answer then has no events for a stream that has moved on further.
   * @returns the result of each command, in their order.
   * @throws what {@link Dispatcher.dispatch} throws, for all of them.
   * @throws {DuplicateAggregateError} when two are for one aggregate. Not stored.
   * @throws {TransactionsUnsupportedError} when the store cannot do it. Not stored.
   *
   * @example
   * await dispatcher.dispatchAll([new Withdraw('alice', 10), new Deposit('bob', 10)]);
   */
  async dispatchAll(
    commands: readonly CommandInstance[],
    options: DispatchAllOptions = {},
  ): Promise<readonly Committed[]> {
    if (commands.length === 0) return [];
    if (commands.length === 1) return this.#dispatch(commands, options);
    // An id that snapshots carry: only of one stream could an id made for the dispatch name the slot.
    return this.#dispatch(commands, { ...options, id: options.id ?? this.#ids.next() });
  }

  async #dispatch(
    commands: readonly object[],
    { signal, timeout = DEFAULT_TIMEOUT, ...options }: DispatchOptions,
  ): Promise<readonly Committed[]> {
    const departures = commands.map((command) => this.#depart(command, options));
    return withDeadline({ signal, timeout }, (signal) => this.#through(departures, [], signal));
  }

  #depart(command: object, options: InvocationOptions): Departure {
    const route = this.#routes.of(command);
    const aggregateId = aggregateIdOf(command, route);
    return { route, invocation: { command, aggregate: route.description.name, aggregateId, options } };
  }

  /** Takes one command after another through the middleware, each inside the one before, and then executes all. */
  async #through(
    [departure, ...others]: readonly Departure[],
    arrived: readonly AddressedWork[],
    signal: AbortSignal,
  ): Promise<readonly Committed[]> {
    if (!departure) return this.#repository.execute(arrived, signal);
    let committed: readonly Committed[] = [];
    const arrive = async ({ options }: Invocation) => {
      const work = this.#work(departure.route, { ...departure.invocation, options });
      committed = await this.#through(others, [...arrived, work], signal);
      return only(committed.slice(arrived.length));
    };
    const answer = await this.#middleware.reduceRight<(invocation: Invocation) => Promise<Committed>>(
      (next, middleware) => async (invocation) => middleware(invocation, next),
      arrive,
    )(departure.invocation);
    return committed.with(arrived.length, answer);
  }

  #work({ description, handler }: Route, { command, aggregateId, options }: Invocation): AddressedWork {
    const { id, tenant, expectedVersion, metadata = {}, cache = description.cache } = options;
    // Once for a dispatch, and not while the handler runs: what a service sets off when it is made is not the handler's.
    const services = handler.inject.map((injectable) => this.#container.resolve<unknown>(injectionToken(injectable)));
    const name = `${description.name}.${String(handler.method)}`;
    return {
      description,
      aggregateId,
      tenant,
      id: identify(id, { payload: command, handler: name }, this.#ids),
      handler: name,
      command,
      decide: (aggregate, context) => call(aggregate, handler.method, command, context, ...services),
      metadata,
      cache,
      expectedVersion,
    };
  }
}
