import {
  type CompanionSource,
  Dispatcher,
  type DispatchOptions,
  type EventTypes,
  install,
  JsonSerializer,
  MemoryStore,
  type Middleware,
  Repository,
  randomIds,
  type Serializer,
  systemClock,
} from '@eventsource/core';
import { container as root } from 'tsyringe';
import { stateChanged } from './failures.js';
import type { ScenarioOptions } from './scenario.js';
import { type StateChange, watched } from './watched-aggregate.js';

/** What a command came to. */
export type Outcome =
  | {
      readonly events: readonly object[];
      /** An event as it would come out of the store. */
      readonly asStored: (event: object) => object;
    }
  | { readonly rejection: unknown };

/** One run of a command on an aggregate with a history, in an application of its own. */
export class Trial {
  #serializer: Serializer | undefined;
  #stateChange: StateChange | undefined;
  #importing = false;

  constructor(
    private readonly aggregate: new () => object,
    private readonly given: readonly object[],
    private readonly command: object,
    private readonly options: ScenarioOptions,
  ) {}

  /** @throws when the scenario itself is wrong: its classes, its given events, or a command handler that changes state. */
  async run(options: DispatchOptions): Promise<Outcome> {
    const dispatcher = this.#install();
    const outcome = await this.#dispatch(dispatcher, options);
    if (this.#stateChange) throw stateChanged(this.aggregate, this.#stateChange);
    return outcome;
  }

  #install(): Dispatcher {
    const container = root.createChildContainer();
    const aggregate = watched(this.aggregate, this.command, (change) => {
      this.#stateChange = change;
    });
    const history: Middleware = async (invocation, next) => {
      await this.#import(container.resolve(Repository), aggregate, invocation.aggregateId);
      return next(invocation);
    };
    const { services = [], middleware = [], clock = systemClock, ids = randomIds } = this.options;
    install(container, {
      aggregates: [aggregate],
      services,
      companions: [none],
      middleware: [...middleware, history],
      clock,
      ids,
      store: new MemoryStore(),
      serializer: (types) => this.#serialize(types),
    });
    return container.resolve(Dispatcher);
  }

  #serialize(types: EventTypes): Serializer {
    const { serializer = (known: EventTypes) => new JsonSerializer(known) } = this.options;
    this.#serializer = serializer(types);
    return this.#serializer;
  }

  /** The id of its own keeps the application's source of ids for the command. */
  async #import(repository: Repository, aggregate: new () => object, aggregateId: string): Promise<void> {
    if (this.given.length === 0) return;
    this.#importing = true;
    await repository.save(aggregate, aggregateId, this.given, { id: 'given' });
    this.#importing = false;
  }

  /** Past the cache, so that the aggregate is loaded as in another process. */
  async #dispatch(dispatcher: Dispatcher, options: DispatchOptions): Promise<Outcome> {
    try {
      const { events } = await dispatcher.dispatch(this.command, { ...options, cache: options.cache ?? 'bypass' });
      return { events, asStored: (event) => this.#asStored(event) };
    } catch (rejection) {
      if (this.#importing) throw rejection;
      return { rejection };
    }
  }

  #asStored(event: object): object {
    const record = this.#serializer?.serialize(event, { time: undefined, metadata: {} });
    if (!this.#serializer || !record) throw new TypeError('The application made no serializer.');
    return this.#serializer.deserialize(record, { stream: 'expected events', version: 1 }).event;
  }
}

/** A rule is tested without what is stored beside its events. */
const none: CompanionSource = { serves: () => true, companionsOf: () => [] };
