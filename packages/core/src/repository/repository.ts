import type { IdSource } from '../container/id-source.js';
import type { Class } from '../decorators/class.js';
import type { EventMetadata } from '../decorators/context.js';
import type { AggregateDescription } from '../description/aggregate-description.js';
import { CommandAbortedError, InvalidAggregateIdError, UnknownAggregateError } from '../errors/command-errors.js';
import { VersionNotReachedError } from '../errors/event-errors.js';
import { deadline, withSignal } from './cancellation.js';
import { commandDigest } from './command-digest.js';
import { CommandExecution } from './command-execution.js';
import { CommandId } from './command-id.js';
import type { Committed } from './committed.js';
import { type Cost, CostMeter } from './cost.js';
import type { Engine } from './engine.js';
import type { Observers } from './observer.js';
import { streamName } from './stream-name.js';
import type { Work } from './work.js';

export interface CallOptions {
  /** Ends waiting, reading and retrying. A write that is under way then has an unknown outcome. */
  readonly signal?: AbortSignal;
  /** Milliseconds that the call may take; the same effect as `signal`. */
  readonly timeout?: number;
}

export interface ViewOptions extends CallOptions {
  /** The version to look at, from 1; the current one by default. */
  readonly version?: number;
}

export interface SaveOptions extends CallOptions {
  /** Under which the import is executed at most once, as in a dispatch. */
  readonly id?: string;
  readonly expectedVersion?: number;
  readonly metadata?: EventMetadata;
}

/** An aggregate as it was at one version. It is yours: nothing you do to it is stored. */
export interface View<T extends object> {
  readonly aggregate: T;
  readonly aggregateId: string;
  /** 0 when there is no such aggregate yet. */
  readonly version: number;
  readonly cost: Cost;
}

/** Reads aggregates, and imports events that no command decides. Resolve it from the container. */
export class Repository {
  readonly #aggregates: ReadonlyMap<Class, AggregateDescription>;
  readonly #engine: Engine;
  readonly #ids: IdSource;
  readonly #observers: Observers;

  /** @internal `install` makes it. */
  constructor(
    aggregates: ReadonlyMap<Class, AggregateDescription>,
    engine: Engine,
    ids: IdSource,
    observers: Observers,
  ) {
    this.#aggregates = aggregates;
    this.#engine = engine;
    this.#ids = ids;
    this.#observers = observers;
  }

  /**
   * Loads an aggregate, read consistently: what was stored before the call is in it.
   *
   * @throws {VersionNotReachedError} when the stream is shorter than `version`.
   * @throws {StoreUnavailableError | ThrottledError | MalformedStreamError | MalformedRecordError | UnknownEventError} when
   * it cannot be read; never a new aggregate instead.
   *
   * @example
   * const { aggregate: order, version } = await container.resolve(Repository).load(Order, 'o-1');
   */
  async load<T extends object>(type: Class<T>, aggregateId: string, options: ViewOptions = {}): Promise<View<T>> {
    const description = this.#describe(type, aggregateId);
    const stream = streamName(description.name, aggregateId);
    const { version: upTo } = options;
    if (upTo !== undefined && !(Number.isInteger(upTo) && upTo >= 1)) throw new VersionNotReachedError(stream, upTo, 0);
    const meter = new CostMeter();
    const signal = deadline(options.signal, options.timeout);
    const request = { onRequest: meter.add, ...(signal && { signal }), ...(upTo !== undefined && { upTo }) };
    const live = await ended(stream, signal, this.#engine.loader.load(description, aggregateId, stream, request));
    const version = live.version.number;
    if (upTo !== undefined && version < upTo) throw new VersionNotReachedError(stream, upTo, version);
    return { aggregate: instanceOf(type, live.instance), aggregateId, version, cost: meter.total };
  }

  /**
   * Appends events that come from elsewhere, such as a system that is replaced, under the same rules as a command: in
   * order after what is there, whole or not at all, at most once for an id.
   *
   * @throws what {@link Dispatcher.dispatch} throws, rejections apart.
   */
  async save(
    type: Class,
    aggregateId: string,
    events: readonly object[],
    options: SaveOptions = {},
  ): Promise<Committed> {
    const description = this.#describe(type, aggregateId);
    return this.execute({
      description,
      aggregateId,
      id: this.identify(options.id, events, 'save'),
      decide: () => events,
      metadata: options.metadata ?? {},
      cache: description.cache,
      expectedVersion: options.expectedVersion,
      signal: deadline(options.signal, options.timeout),
    });
  }

  /** @internal Executes one command, then tells the observers. */
  async execute(work: Omit<Work, 'stream'>): Promise<Committed> {
    const stream = streamName(work.description.name, work.aggregateId);
    const committed = await new CommandExecution(this.#engine, { ...work, stream }).run();
    await this.#observers.tell(committed);
    return committed;
  }

  /** @internal */
  identify(id: string | undefined, command: object, handler: string): CommandId {
    return id === undefined ? CommandId.made(this.#ids.next()) : CommandId.given(id, commandDigest(command, handler));
  }

  #describe(type: Class, aggregateId: string): AggregateDescription {
    const description = this.#aggregates.get(type);
    if (!description) throw new UnknownAggregateError(type.name);
    if (typeof aggregateId !== 'string' || aggregateId === '') {
      throw new InvalidAggregateIdError(type.name, 'aggregateId', aggregateId);
    }
    return description;
  }
}

async function ended<T>(stream: string, signal: AbortSignal | undefined, loading: Promise<T>): Promise<T> {
  try {
    return await withSignal(loading, signal);
  } catch (error) {
    if (signal?.aborted && error === signal.reason) throw new CommandAbortedError(stream, { cause: error });
    throw error;
  }
}

/** The description made it with `new type()`; this lets the compiler see that too. */
function instanceOf<T extends object>(type: Class<T>, instance: object): T {
  if (instance instanceof type) return instance;
  throw new UnknownAggregateError(type.name);
}
