export { LeaseLostError } from '../errors/lease-lost-error.js';
export { TableStreamNotFoundError } from '../errors/table-stream-not-found-error.js';
export { DynamoDbShardLeases, type DynamoDbShardLeasesOptions } from './dynamodb-shard-leases.js';
export { MemoryShardLeases } from './memory-shard-leases.js';
export { type PollOptions, pollStream } from './poll-stream.js';
export type { ShardLease, ShardLeases } from './shard-leases.js';
