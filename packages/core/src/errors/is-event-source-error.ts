import type { AppendUnansweredError } from './append-unanswered-error.js';
import type {
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
} from './command-errors.js';
import type { CompanionRefusedError } from './companion-refused-error.js';
import type { ConcurrencyError } from './concurrency-error.js';
import type { ConfigurationError } from './configuration-error.js';
import type { ConsumerUnavailableError } from './consumer-unavailable-error.js';
import type {
  CheckpointMovedError,
  ConsumerTimeoutError,
  DeliveryAbortedError,
  DeliveryFailedError,
  StreamNotStoppedError,
} from './delivery-errors.js';
import type {
  EventHandlerError,
  InvalidEventError,
  MalformedRecordError,
  UnhandledEventError,
  UnknownEventError,
  UnserializableError,
  VersionNotReachedError,
} from './event-errors.js';
import type { MalformedStreamError } from './malformed-stream-error.js';
import type { NotInstalledError } from './not-installed-error.js';
import type { OutcomeUnknownError } from './outcome-unknown-error.js';
import type { ProjectionBehindError, ProjectionError, UnknownProjectionError } from './projection-errors.js';
import type { StandardDecoratorsError } from './standard-decorators-error.js';
import type {
  CommitTooLargeError,
  InvalidStreamError,
  StoreUnavailableError,
  ThrottledError,
  TransactionsUnsupportedError,
} from './store-errors.js';
import type { MixedTenantsError, TenantRequiredError } from './tenant-errors.js';

/** Every error of the core, for a `switch` over `error.name`. */
export type CoreError =
  | AppendUnansweredError
  | CheckpointMovedError
  | CommandAbortedError
  | CommandIdReusedError
  | CommitTooLargeError
  | CompanionRefusedError
  | ConcurrencyError
  | ConfigurationError
  | ConsumerTimeoutError
  | ConsumerUnavailableError
  | DeliveryAbortedError
  | DeliveryFailedError
  | DuplicateAggregateError
  | EventHandlerError
  | InvalidAggregateIdError
  | InvalidCommandError
  | InvalidCommandIdError
  | InvalidEventError
  | InvalidStreamError
  | MalformedRecordError
  | MalformedStreamError
  | MixedTenantsError
  | NestedDispatchError
  | NotInstalledError
  | OutcomeUnknownError
  | ProjectionBehindError
  | ProjectionError
  | StandardDecoratorsError
  | StoreUnavailableError
  | StreamNotStoppedError
  | TenantRequiredError
  | ThrottledError
  | TransactionsUnsupportedError
  | UnexpectedVersionError
  | UnhandledEventError
  | UnknownAggregateError
  | UnknownCommandError
  | UnknownEventError
  | UnknownProjectionError
  | UnserializableError
  | VersionNotReachedError;

/**
 * Whether this is the error of the core with the given name. Works across two copies of this package, where
 * `instanceof` does not.
 *
 * @example
 * if (isEventSourceError(error, 'OutcomeUnknownError')) await dispatcher.dispatch(command, { id: error.id });
 */
export function isEventSourceError<Name extends CoreError['name']>(
  error: unknown,
  name: Name,
): error is Extract<CoreError, { name: Name }> {
  return error instanceof Error && error.name === name;
}
