import type { Loader } from '../aggregate/aggregate-loader.js';
import type { AggregatesByName } from '../aggregate/aggregates-by-name.js';
import type { Fold } from '../aggregate/fold.js';
import type { EventMetadata } from '../decorators/context.js';
import { eventMetadata } from '../decorators/event.js';
import type { AggregateDescription } from '../description/aggregate-description.js';
import {
  CommandAbortedError,
  DuplicateAggregateError,
  InvalidAggregateIdError,
  UnknownAggregateError,
} from '../errors/command-errors.js';
import { VersionNotReachedError } from '../errors/event-errors.js';
import { notInstalled } from '../errors/not-installed-error.js';
import { MixedTenantsError } from '../errors/tenant-errors.js';
import { withDeadline, withSignal } from '../execution/cancellation.js';
import { CommandExecution } from '../execution/command-execution.js';
import type { Committed } from '../execution/committed.js';
import type { Engines } from '../execution/engines.js';
import { dispatchStep } from '../execution/facts.js';
import type { Work } from '../execution/work.js';
import { identify } from '../identity/command-identity.js';
import type { IdSource } from '../identity/id-source.js';
import { type Class, classOf } from '../metadata/class.js';
import type { Serializer } from '../serialization/serializer.js';
import { type Cost, CostMeter } from '../store/cost.js';
import type { Store } from '../store/store.js';
import type { StreamAddress, StreamNaming } from '../store/stream-name.js';
import { type CallOptions, DEFAULT_TIMEOUT } from './call-options.js';
import type { Observers } from './observer.js';

export interface ViewOptions extends CallOptions {
  /** The version to look at, from 1; the current one by default. */
  readonly version?: number | undefined;
}

export interface SaveOptions extends CallOptions {
  /** The id under which the import is executed at most once, as in a dispatch. */
  readonly id?: string | undefined;
  readonly expectedVersion?: number | undefined;
  readonly metadata?: EventMetadata | undefined;
}

/** An aggregate as it was at one version. It is yours: nothing you do to it is stored. */
export interface View<T extends object> {
  readonly aggregate: T;
  readonly aggregateId: string;
  /** 0 when there is no such aggregate yet. */
  readonly version: number;
  readonly cost: Cost;
}

interface RepositoryParts {
  readonly aggregates: readonly AggregateDescription[];
  readonly engines: Engines;
  readonly naming: StreamNaming;
  readonly ids: IdSource;
  readonly observers: Observers;
  readonly byName: AggregatesByName;
}

/** Reads aggregates, and imports events that no command decides. Resolve it from the container. */
export class Repository {
  readonly #aggregates: ReadonlyMap<Class, AggregateDescription>;
  readonly #engines: Engines;
  readonly #naming: StreamNaming;
  readonly #ids: IdSource;
  readonly #observers: Observers;
  readonly #byName: AggregatesByName;

  /** @internal `install` makes it. */
  constructor({ aggregates, engines, naming, ids, observers, byName }: RepositoryParts = notInstalled('Repository')) {
    this.#aggregates = new Map(aggregates.map((description) => [description.type, description]));
    this.#engines = engines;
    this.#naming = naming;
    this.#ids = ids;
    this.#observers = observers;
    this.#byName = byName;
  }

  /** What reads and writes the records of this application. */
  get serializer(): Serializer {
    return this.#byName.serializer;
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
    const { loader } = this.#engines.of(options.tenant);
    const { aggregate, ...view } = await this.#view(loader, description, aggregateId, options);
    return { aggregate: instanceOf(type, aggregate), ...view };
  }

  /**
   * Loads an aggregate by its name, from a store that is not the installed one: for tools that are given a table and a
   * stream. Nothing is cached.
   *
   * @throws {UnknownAggregateError} when no installed aggregate has that name; otherwise as {@link load}.
   * @example
   * const { aggregate } = await repository.loadFrom(store, { aggregate: 'order', aggregateId: 'o-1' }, { version: 3 });
   */
  async loadFrom(
    store: Store,
    { aggregate: name, aggregateId, tenant }: StreamAddress,
    options: Omit<ViewOptions, 'tenant'> = {},
  ): Promise<View<object>> {
    const description = this.#byName.describe(name);
    if (!description) throw new UnknownAggregateError(`"${name}"`);
    assertId(description.type, aggregateId);
    return this.#view(this.#byName.loaderOn(store), description, aggregateId, {
      ...options,
      tenant,
    });
  }

  /**
   * Appends events that come from elsewhere, such as a system that is being replaced, under the same rules as a
   * command: in order after what is there, whole or not at all, at most once for an id.
   *
   * @throws what {@link Dispatcher.dispatch} throws, except rejections.
   */
  async save(
    type: Class,
    aggregateId: string,
    events: readonly object[],
    { id, expectedVersion, metadata = {}, tenant, signal, timeout = DEFAULT_TIMEOUT }: SaveOptions = {},
  ): Promise<Committed> {
    const description = this.#describe(type, aggregateId);
    const handler = `${description.name}.save`;
    const work: AddressedWork = {
      description,
      aggregateId,
      tenant,
      id: identify(id, { payload: events.map(named), handler }, this.#ids),
      handler,
      decide: () => events,
      metadata,
      cache: description.cache,
      expectedVersion,
    };
    const committed = await withDeadline({ signal, timeout }, (signal) => this.execute([work], signal));
    return only(committed);
  }

  /**
   * Begins to apply the events of a stream that the caller reads itself, such as a tool that reads a whole table and
   * compares snapshots with the events they stand for. Nothing is read or stored, and no cached aggregate is touched.
   *
   * @returns undefined when no installed aggregate has that name.
   */
  fold(address: StreamAddress): Fold | undefined {
    return this.#byName.fold(address);
  }

  /** @internal Executes commands, stored together, then tells the observers. */
  execute(addressed: readonly AddressedWork[], signal: AbortSignal): Promise<readonly Committed[]> {
    const works = addressed.map((work) => this.#named(work));
    const engine = this.#engines.of(commonTenant(works));
    assertDistinct(works);
    return engine.steps.take(
      () => dispatchStep(works),
      async (watch) => {
        const execution = new CommandExecution(engine, withMetadata(works, watch.metadata), signal, watch.note);
        const committed = await execution.run();
        for (const one of committed) await this.#observers.tell(one, signal);
        return committed;
      },
    );
  }

  #named(work: AddressedWork): Work {
    const { description, aggregateId, tenant } = work;
    const stream = this.#naming({ aggregate: description.name, aggregateId, tenant });
    return { ...work, stream, key: tenant === undefined ? `:${stream}` : JSON.stringify([tenant, stream]) };
  }

  async #view(
    loader: Loader,
    description: AggregateDescription,
    aggregateId: string,
    { version: upTo, tenant, signal, timeout = DEFAULT_TIMEOUT }: ViewOptions,
  ): Promise<View<object>> {
    const stream = this.#naming({ aggregate: description.name, aggregateId, tenant });
    if (upTo !== undefined && !(Number.isInteger(upTo) && upTo >= 1)) throw new VersionNotReachedError(stream, upTo, 0);
    const meter = new CostMeter();
    const live = await withDeadline({ signal, timeout }, (signal) => {
      const options = { signal, onRequest: meter.add, upTo };
      return abortable(stream, signal, () => loader.load(description, aggregateId, stream, options));
    });
    const version = live.version.number;
    if (upTo !== undefined && version < upTo) throw new VersionNotReachedError(stream, upTo, version);
    return { aggregate: live.instance, aggregateId, version, cost: meter.total };
  }

  #describe(type: Class, aggregateId: string): AggregateDescription {
    const description = this.#aggregates.get(type);
    if (!description) throw new UnknownAggregateError(type.name);
    assertId(type, aggregateId);
    return description;
  }
}

/** @throws {InvalidAggregateIdError} */
function assertId(type: Class, aggregateId: string): void {
  if (typeof aggregateId === 'string' && aggregateId !== '') return;
  throw new InvalidAggregateIdError(type.name, 'aggregateId', aggregateId);
}

/** @throws {CommandAbortedError} when the signal ends it. */
async function abortable<T>(stream: string, signal: AbortSignal, load: () => Promise<T>): Promise<T> {
  try {
    return await withSignal(signal, load);
  } catch (error) {
    if (signal.aborted && error === signal.reason) throw new CommandAbortedError(stream, { cause: error });
    throw error;
  }
}

/** A command before its stream is named. */
export type AddressedWork = Omit<Work, 'stream' | 'key'>;

const withMetadata = (works: readonly Work[], metadata: EventMetadata | undefined): readonly Work[] =>
  metadata ? works.map((work) => ({ ...work, metadata: { ...work.metadata, ...metadata } })) : works;

/** @throws {MixedTenantsError} */
function commonTenant(works: readonly Work[]): string | undefined {
  const tenants = new Set(works.map(({ tenant }) => tenant));
  if (tenants.size > 1) throw new MixedTenantsError([...tenants]);
  return works[0]?.tenant;
}

/** @throws {DuplicateAggregateError} */
function assertDistinct(works: readonly Work[]): void {
  const streams = works.map(({ stream }) => stream);
  const twice = streams.find((stream, index) => streams.indexOf(stream) !== index);
  if (twice !== undefined) throw new DuplicateAggregateError(twice);
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
