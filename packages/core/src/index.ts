export { AppendUnansweredError } from './errors/append-unanswered-error.js';
export { ConcurrencyError } from './errors/concurrency-error.js';
export { EventSourceError } from './errors/event-source-error.js';
export { MalformedStreamError } from './errors/malformed-stream-error.js';
export { OutcomeUnknownError } from './errors/outcome-unknown-error.js';
export {
  CommitTooLargeError,
  InvalidStreamError,
  StoreUnavailableError,
  ThrottledError,
} from './errors/store-errors.js';
export type { Commit, Snapshot, StoredCommit } from './store/commit.js';
export { MemoryStore } from './store/memory-store.js';
export type {
  Appended,
  History,
  LoadOptions,
  RequestOptions,
  Store,
  StoreRequest,
  UsableSnapshots,
} from './store/store.js';
export { StreamVersion } from './store/stream-version.js';
