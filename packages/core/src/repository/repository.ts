import type { IdSource } from '../container/id-source.js';
import { type Class, classOf } from '../decorators/class.js';
import type { EventMetadata } from '../decorators/context.js';
import { eventMetadata } from '../decorators/event.js';
import type { AggregateDescription } from '../description/aggregate-description.js';
import { CommandAbortedError, InvalidAggregateIdError, UnknownAggregateError } from '../errors/command-errors.js';
import { VersionNotReachedError } from '../errors/event-errors.js';
import { type CallOptions, DEFAULT_TIMEOUT } from './call-options.js';
import { withDeadline, withSignal } from './cancellation.js';
import { CommandExecution } from './command-execution.js';
import { identify } from './command-identity.js';
import type { Committed } from './committed.js';
import { type Cost, CostMeter } from './cost.js';
import type { Engine } from './engine.js';
import type { LiveAggregate } from './live-aggregate.js';
import type { Observers } from './observer.js';
import { streamName } from './stream-name.js';
import type { Work } from './work.js';

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
  async load<T extends object>(
    type: Class<T>,
    aggregateId: string,
    { version: upTo, signal, timeout = DEFAULT_TIMEOUT }: ViewOptions = {},
  ): Promise<View<T>> {
    const description = this.#describe(type, aggregateId);
    const stream = streamName(description.name, aggregateId);
    if (upTo !== undefined && !(Number.isInteger(upTo) && upTo >= 1)) throw new VersionNotReachedError(stream, upTo, 0);
    const meter = new CostMeter();
    const live = await withDeadline({ signal, timeout }, (signal) =>
      this.#read(description, aggregateId, { signal, onRequest: meter.add, ...(upTo !== undefined && { upTo }) }),
    );
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
    { id, expectedVersion, metadata = {}, signal, timeout = DEFAULT_TIMEOUT }: SaveOptions = {},
  ): Promise<Committed> {
    const description = this.#describe(type, aggregateId);
    const work: Work = {
      description,
      aggregateId,
      stream: streamName(description.name, aggregateId),
      id: identify(id, { payload: events.map(named), handler: `${description.name}.save` }, this.#ids),
      decide: () => events,
      metadata,
      cache: description.cache,
      expectedVersion,
    };
    const committed = await withDeadline({ signal, timeout }, (signal) => this.execute([work], signal));
    return only(committed);
  }

  /** @internal Executes commands, stored together, then tells the observers. */
  async execute(works: readonly Work[], signal: AbortSignal): Promise<readonly Committed[]> {
    const committed = await new CommandExecution(this.#engine, works, signal).run();
    for (const one of committed) await this.#observers.tell(one, signal);
    return committed;
  }

  async #read(
    description: AggregateDescription,
    aggregateId: string,
    options: { signal: AbortSignal; onRequest: CostMeter['add']; upTo?: number },
  ): Promise<LiveAggregate> {
    const stream = streamName(description.name, aggregateId);
    const { signal } = options;
    try {
      return await withSignal(signal, () => this.#engine.loader.load(description, aggregateId, stream, options));
    } catch (error) {
      if (signal.aborted && error === signal.reason) throw new CommandAbortedError(stream, { cause: error });
      throw error;
    }
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

/** What came of the only one. */
export function only<T>([one]: readonly T[]): T {
  if (one === undefined) throw new TypeError('There is none.');
  return one;
}

/** Events of two classes may hold the same payload. */
function named(event: object): unknown {
  const type = classOf(event);
  return [type && eventMetadata.own(type)?.name, event];
}

/** The description made it with `new type()`; this lets the compiler see that too. */
function instanceOf<T extends object>(type: Class<T>, instance: object): T {
  if (instance instanceof type) return instance;
  throw new UnknownAggregateError(type.name);
}
