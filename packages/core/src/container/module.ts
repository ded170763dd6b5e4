import type { DependencyContainer } from 'tsyringe';
import type { CompanionSource } from '../companion/companion-source.js';
import type { Checkpoints } from '../delivery/checkpoints.js';
import type { DeadLetters } from '../delivery/dead-letters.js';
import type { Middleware } from '../dispatch/middleware.js';
import type { Clock } from '../execution/clock.js';
import type { RetryOptions } from '../execution/conflict-retry.js';
import type { IdSource } from '../identity/id-source.js';
import type { Instrumentation } from '../instrumentation/instrumentation.js';
import type { Class } from '../metadata/class.js';
import type { Reporter } from '../report/report.js';
import type { Observer } from '../repository/observer.js';
import type { EventTypes } from '../serialization/event-types.js';
import type { Serializer } from '../serialization/serializer.js';
import type { Service } from '../service/token.js';
import type { Store } from '../store/store.js';
import type { StreamAddress, StreamNaming } from '../store/stream-name.js';
import type { TenantStores } from '../store/tenant-stores.js';

/** A value, or a function that gets it from the container. */
export type Provided<T extends object> = T | ((container: DependencyContainer) => T);

export const given = <T extends object>(provided: Provided<T>, container: DependencyContainer): T =>
  typeof provided === 'function' ? provided(container) : provided;

/**
 * A part of an application. Lists of several modules are joined; for everything else the last module wins, so that
 * replacing a store, in a test for example, takes one more module:
 * `install(container, orders, dynamoDb({ table }), { store: new MemoryStore() })`.
 */
export interface Module {
  readonly aggregates?: readonly Class[] | undefined;
  /** Classes with `@Projection`: `container.resolve` gives their read models. */
  readonly projections?: readonly Class[] | undefined;
  /** Where the positions of the projections are kept. */
  readonly checkpoints?: Provided<Checkpoints> | undefined;
  /** Where commits go that a consumer could not take after several tries. Without it, they are retried forever. */
  readonly deadLetters?: Provided<DeadLetters> | undefined;
  /** What handlers ask for by token. */
  readonly services?: readonly Service[] | undefined;
  readonly middleware?: readonly Middleware[] | undefined;
  readonly observers?: readonly Provided<Observer>[] | undefined;
  /** One store for all, or {@link perTenant} one for each tenant. */
  readonly store?: Provided<Store | TenantStores> | undefined;
  /** Default {@link defaultNaming}. */
  readonly streamNaming?: StreamNaming | undefined;
  /**
   * The inverse of `streamNaming`, for projections. Default {@link defaultAddress}; required when `streamNaming` is not
   * the default.
   */
  readonly streamAddress?: ((stream: string) => StreamAddress | undefined) | undefined;
  /** Default {@link JsonSerializer}. */
  readonly serializer?: ((types: EventTypes) => Serializer) | undefined;
  readonly clock?: Clock | undefined;
  readonly ids?: IdSource | undefined;
  readonly retry?: RetryOptions | undefined;
  /** How many aggregates are kept in memory, at least 1. Default 1,000. */
  readonly cachedAggregates?: number | undefined;
  /** What else has to change together with the events of a command, such as reservations. */
  readonly companions?: readonly CompanionSource[] | undefined;
  /** What watches each step of a command, to trace or measure it. */
  readonly instrumentation?: readonly Instrumentation[] | undefined;
  /** Where reports go. Default: Node's warnings. */
  readonly report?: Reporter | undefined;
}

/** What a module leaves undefined is that of an earlier one. */
const withoutUndefined = (module: Module): Module =>
  Object.fromEntries(Object.entries(module).filter(([, value]) => value !== undefined));

/** One module that stands for several. */
export function joined(modules: readonly Module[]): Module {
  return {
    ...Object.assign({}, ...modules.map(withoutUndefined)),
    aggregates: [...new Set(modules.flatMap(({ aggregates = [] }) => aggregates))],
    projections: [...new Set(modules.flatMap(({ projections = [] }) => projections))],
    services: modules.flatMap(({ services = [] }) => services),
    middleware: modules.flatMap(({ middleware = [] }) => middleware),
    observers: modules.flatMap(({ observers = [] }) => observers),
    companions: modules.flatMap(({ companions = [] }) => companions),
    instrumentation: modules.flatMap(({ instrumentation = [] }) => instrumentation),
  };
}
