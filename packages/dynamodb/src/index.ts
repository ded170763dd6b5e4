export type { CompanionWrite, DynamoDbCompanion } from './append/companion.js';
export { copy } from './copy/copy.js';
export type { CopiedFile, CopiedTable, CopyOptions, CopyProgress } from './copy/copy-options.js';
export type { CopyTotals } from './copy/copy-totals.js';
export { ArchiveError } from './copy/errors/archive-error.js';
export { CopyConflictError } from './copy/errors/copy-conflict-error.js';
export { FileExistsError } from './copy/errors/file-exists-error.js';
export { SameTableError } from './copy/errors/same-table-error.js';
export { UnverifiedCopyError } from './copy/errors/unverified-copy-error.js';
export { dynamoDb } from './dynamodb.js';
export { DynamoDbStore } from './dynamodb-store.js';
export { AccessDeniedError } from './errors/access-denied-error.js';
export { CheckpointError } from './errors/checkpoint-error.js';
export { CommitRefusedError } from './errors/commit-refused-error.js';
export { CredentialsError } from './errors/credentials-error.js';
export { IncompleteCommitError } from './errors/incomplete-commit-error.js';
export { PointInTimeRecoveryError } from './errors/point-in-time-recovery-error.js';
export { TableMismatchError } from './errors/table-mismatch-error.js';
export { TableNotFoundError } from './errors/table-not-found-error.js';
export { TableProtectedError } from './errors/table-protected-error.js';
export { TransactionTooLargeError } from './errors/transaction-too-large-error.js';
export { WriteUnansweredError } from './errors/write-unanswered-error.js';
export type { InspectOptions } from './inspect/inspect-options.js';
export { inspectStream } from './inspect/inspect-stream.js';
export type { InspectedEvent, InspectedItem, UnreadableRecord } from './inspect/inspected.js';
export { estimateScan, type ScanEstimate } from './inventory/estimate-scan.js';
export { type ListStreamsOptions, listStreams, type StreamListing } from './inventory/list-streams.js';
export type { ScanOptions, ScanProgress } from './inventory/scan-options.js';
export type { StreamSummary } from './inventory/stream-summary.js';
export type { DynamoDbOptions, DynamoDbTenantOptions } from './options.js';
export type { Segment } from './reading/segment.js';
export type { Timer } from './reading/timer.js';
export type { ColdLoadCost } from './stats/cold-loads.js';
export { tableStats } from './stats/count-table.js';
export type { TableStatsOptions } from './stats/stats-options.js';
export type { LargeItem, TableStats } from './stats/table-stats.js';
export type { TableWaitOptions } from './table/await-table.js';
export { createTable } from './table/create-table.js';
export { deleteTable } from './table/delete-table.js';
export { describeTable } from './table/describe-table.js';
export type { DescribedTable } from './table/described-table.js';
export type { KeyPart } from './table/key-schema.js';
export { pointInTimeRecovery } from './table/point-in-time-recovery.js';
export { Table } from './table/table.js';
export { tableDefinition } from './table/table-definition.js';
export type { TableKind } from './table/table-kind.js';
export {
  type CreateTableOptions,
  type TableCapacity,
  type TableSettings,
  withSettings,
} from './table/table-settings.js';
export type { Finding, FindingKind } from './verify/finding.js';
export type { Totals } from './verify/totals.js';
export type { Verification } from './verify/verification.js';
export { verify } from './verify/verify.js';
export type { Progress, VerifyOptions } from './verify/verify-options.js';
