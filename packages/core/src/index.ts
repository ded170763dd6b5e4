import 'reflect-metadata';

export type { Fold } from './aggregate/fold.js';
export type { SnapshotComparison } from './aggregate/snapshots.js';
export type { Commit, Snapshot, StoredCommit } from './commit/commit.js';
export { StreamVersion } from './commit/stream-version.js';
export type { CompanionSource, DecidedCommand } from './companion/companion-source.js';
export { declareNeed, type Need } from './companion/need.js';
export { InProcessFeed, inProcess } from './container/in-process.js';
export { install } from './container/install.js';
export type { Module, Provided } from './container/module.js';
export { Aggregate, type AggregateOptions, type CacheMode, type SnapshotOptions } from './decorators/aggregate.js';
export { Command } from './decorators/command.js';
export { CommandHandler, type CommandHandlerOptions, type Emitted } from './decorators/command-handler.js';
export type { CommandContext, EventContext, EventMetadata } from './decorators/context.js';
export { Event, type EventOptions, type Upcaster } from './decorators/event.js';
export { EventHandler } from './decorators/event-handler.js';
export { assertExperimental } from './decorators/experimental.js';
export { Projection, type ProjectionOptions } from './decorators/projection.js';
export type { ProjectionContext } from './decorators/projection-context.js';
export { BulkDelivery } from './delivery/bulk-delivery.js';
export type { BulkDeliveryOptions, DeliveryWait } from './delivery/bulk-delivery-options.js';
export type { Checkpoint, Checkpoints, Move, Position, StoppedStream } from './delivery/checkpoints.js';
export type { ConsumeFailure, ConsumeOptions, Consumer, TakeOptions } from './delivery/consumer.js';
export type { DeadLetter, DeadLetters } from './delivery/dead-letters.js';
export type { Delivered } from './delivery/delivered.js';
export type { DeliveredCommit } from './delivery/delivered-commit.js';
export { Deliveries } from './delivery/deliveries.js';
export { Delivery } from './delivery/delivery.js';
export type { DeliveryOptions } from './delivery/delivery-options.js';
export { MemoryCheckpoints, type MemoryTransaction } from './delivery/memory-checkpoints.js';
export { Dispatcher } from './dispatch/dispatcher.js';
export type {
  DispatchAllOptions,
  DispatchOptions,
  Invocation,
  InvocationOptions,
  Middleware,
} from './dispatch/middleware.js';
export { AppendUnansweredError } from './errors/append-unanswered-error.js';
export {
  CommandAbortedError,
  CommandIdReusedError,
  DuplicateAggregateError,
  InvalidAggregateIdError,
  InvalidCommandError,
  InvalidCommandIdError,
  NestedDispatchError,
  UnexpectedVersionError,
  UnknownAggregateError,
  UnknownCommandError,
} from './errors/command-errors.js';
export { CompanionRefusedError } from './errors/companion-refused-error.js';
export { ConcurrencyError } from './errors/concurrency-error.js';
export { ConfigurationError, type Mistake, type MistakeCode } from './errors/configuration-error.js';
export { ConsumerUnavailableError } from './errors/consumer-unavailable-error.js';
export {
  CheckpointMovedError,
  ConsumerTimeoutError,
  DeliveryAbortedError,
  DeliveryFailedError,
  StreamNotStoppedError,
} from './errors/delivery-errors.js';
export {
  EventHandlerError,
  InvalidEventError,
  MalformedRecordError,
  UnhandledEventError,
  UnknownEventError,
  UnserializableError,
  VersionNotReachedError,
} from './errors/event-errors.js';
export { EventSourceError } from './errors/event-source-error.js';
export { type CoreError, isEventSourceError } from './errors/is-event-source-error.js';
export { MalformedStreamError } from './errors/malformed-stream-error.js';
export { NotInstalledError } from './errors/not-installed-error.js';
export { OutcomeUnknownError } from './errors/outcome-unknown-error.js';
export { ProjectionBehindError, ProjectionError, UnknownProjectionError } from './errors/projection-errors.js';
export { StandardDecoratorsError } from './errors/standard-decorators-error.js';
export {
  CommitTooLargeError,
  InvalidStreamError,
  StoreUnavailableError,
  ThrottledError,
  TransactionsUnsupportedError,
} from './errors/store-errors.js';
export { MixedTenantsError, TenantRequiredError } from './errors/tenant-errors.js';
export { type Clock, systemClock } from './execution/clock.js';
export type { Committed } from './execution/committed.js';
export type { RetryOptions } from './execution/conflict-retry.js';
export { commandIdIn } from './identity/command-id.js';
export { type IdSource, randomIds } from './identity/id-source.js';
export type { Finding, Instrumentation, Watch } from './instrumentation/instrumentation.js';
export type {
  AppendStep,
  CommandFacts,
  CommitFacts,
  DecideStep,
  DispatchStep,
  LoadStep,
  ReadStep,
  RefreshStep,
  ResultFacts,
  Step,
  StreamFacts,
} from './instrumentation/step.js';
export type { Json, JsonObject } from './json.js';
export type { Logger } from './logging/logger.js';
export { logging } from './logging/logging.js';
export type { Class, ClassReference } from './metadata/class.js';
export { Metadata } from './metadata/metadata.js';
export { handledEvents } from './projection/handled-events.js';
export { Projections, type StreamPoint, type WaitOptions } from './projection/projections.js';
export type { Report, Reporter } from './report/report.js';
export type { CallOptions } from './repository/call-options.js';
export type { Observer } from './repository/observer.js';
export {
  Repository,
  type SaveOptions,
  type View,
  type ViewOptions,
} from './repository/repository.js';
export { type EventType, EventTypes } from './serialization/event-types.js';
export type { JsonRecord } from './serialization/json-record.js';
export { JsonSerializer } from './serialization/json-serializer.js';
export { readJsonRecord } from './serialization/read-json-record.js';
export type { Envelope, RecordedEvent, RecordPosition, Serializer } from './serialization/serializer.js';
export {
  type Injectable,
  provide,
  provideFactory,
  type Service,
  type Services,
  type Token,
  token,
} from './service/token.js';
export { type BegunChange, type Companion, type CompanionStore, takesCompanions } from './store/companion.js';
export type { Cost } from './store/cost.js';
export { type MemoryCompanion, MemoryStore } from './store/memory-store.js';
export {
  type Appended,
  type History,
  isTransactional,
  type LoadOptions,
  type RequestOptions,
  type Store,
  type StoreRequest,
  type TransactionalStore,
  type UsableSnapshots,
} from './store/store.js';
export {
  defaultAddress,
  defaultNaming,
  plainIds,
  type StreamAddress,
  type StreamNaming,
} from './store/stream-name.js';
export { perTenant, TenantStores } from './store/tenant-stores.js';
