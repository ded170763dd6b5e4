import { UpdateItemCommand, type UpdateItemCommandInput } from '@aws-sdk/client-dynamodb';
import { type Clock, systemClock } from '@eventsource/core';
import { type DynamoDbOptions, Table } from '@eventsource/dynamodb';
import { CHECKPOINTS } from '../checkpoints/checkpoint-table.js';
import { KEY } from '../checkpoints/format.js';
import { readItems } from '../checkpoints/read-items.js';
import { LeaseLostError } from '../errors/lease-lost-error.js';
import { DONE, FENCE, leaseKey, SEQUENCE_NUMBER, shardIn } from './lease-format.js';
import { acquireUpdate, finishUpdate, releaseUpdate, renewUpdate } from './lease-updates.js';
import type { ShardLease, ShardLeases } from './shard-leases.js';

/** The table of checkpoints, how to reach it, and where the time comes from. */
export type DynamoDbShardLeasesOptions = DynamoDbOptions & { readonly clock?: Clock | undefined };

/**
 * Keeps leases in a table of checkpoints, one item a shard, which DynamoDB deletes some days after it was last held.
 * The clocks of pollers must differ by less than the duration of a lease; two pollers that read the same shard do no
 * harm.
 *
 * @example
 * const leases = new DynamoDbShardLeases({ table: 'checkpoints', region: 'us-west-2' });
 */
export class DynamoDbShardLeases implements ShardLeases {
  readonly #table: Table;
  readonly #clock: Clock;

  constructor({ clock = systemClock, ...options }: DynamoDbShardLeasesOptions) {
    this.#table = new Table(options, CHECKPOINTS);
    this.#clock = clock;
  }

  async acquire(shard: string, owner: string, duration: number): Promise<ShardLease | undefined> {
    const answer = await this.#update(shard, acquireUpdate(owner, this.#now, duration));
    const { [FENCE]: fence, [SEQUENCE_NUMBER]: sequenceNumber } = answer?.Attributes ?? {};
    return fence && { shard, owner, fence: Number(fence.N), sequenceNumber: sequenceNumber?.S };
  }

  async renew(lease: ShardLease, duration: number): Promise<void> {
    const kept = await this.#update(lease.shard, renewUpdate(lease, this.#now, duration));
    if (!kept) throw new LeaseLostError(lease.shard, lease.owner);
  }

  async release(lease: ShardLease): Promise<void> {
    await this.#update(lease.shard, releaseUpdate(lease, this.#now));
  }

  async finish(lease: ShardLease): Promise<void> {
    const finished = await this.#update(lease.shard, finishUpdate(lease, this.#now));
    if (!finished) throw new LeaseLostError(lease.shard, lease.owner);
  }

  async finished(shards: readonly string[]): Promise<ReadonlySet<string>> {
    const keys = [...new Set(shards)].map(leaseKey);
    const items = await readItems(this.#table, keys, {});
    return new Set(items.flatMap((item) => (DONE in item ? [shardIn(item[KEY]?.S ?? '')] : [])));
  }

  /** Closes the connections of the client that was made here; one that was given stays open. */
  close(): void {
    this.#table.close();
  }

  get #now(): number {
    return this.#clock.now().getTime();
  }

  /** @returns undefined when the condition does not hold. */
  #update(shard: string, update: Omit<UpdateItemCommandInput, 'TableName' | 'Key'>) {
    const Key = { [KEY]: { S: leaseKey(shard) } };
    const command = new UpdateItemCommand({
      TableName: this.#table.name,
      Key,
      ...update,
      ReturnConsumedCapacity: 'TOTAL',
    });
    return this.#table.write('UpdateItem', command);
  }
}
