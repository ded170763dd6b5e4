import { LeaseLostError } from '../errors/lease-lost-error.js';
import type { ShardLease, ShardLeases } from './shard-leases.js';

interface Kept {
  readonly fence: number;
  readonly owner?: string | undefined;
  readonly expires: number;
  readonly sequenceNumber: string | undefined;
  readonly done?: boolean;
}

/** Keeps leases in memory: for tests, and for a poller that reads the whole stream again whenever it starts. */
export class MemoryShardLeases implements ShardLeases {
  readonly #shards = new Map<string, Kept>();

  /** @param now the time of some clock, in milliseconds. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  async acquire(shard: string, owner: string, duration: number): Promise<ShardLease | undefined> {
    const kept = this.#shards.get(shard);
    if (kept?.done || (kept?.owner !== undefined && kept.owner !== owner && kept.expires > this.now()))
      return undefined;
    const lease = { shard, owner, fence: (kept?.fence ?? 0) + 1, sequenceNumber: kept?.sequenceNumber };
    this.#shards.set(shard, { ...lease, expires: this.now() + duration });
    return lease;
  }

  async renew(lease: ShardLease, duration: number): Promise<void> {
    if (!this.#holds(lease)) throw new LeaseLostError(lease.shard, lease.owner);
    this.#shards.set(lease.shard, { ...lease, expires: this.now() + duration });
  }

  async release(lease: ShardLease): Promise<void> {
    if (this.#holds(lease)) this.#shards.set(lease.shard, { ...lease, owner: undefined, expires: 0 });
  }

  async finish(lease: ShardLease): Promise<void> {
    if (!this.#holds(lease)) throw new LeaseLostError(lease.shard, lease.owner);
    this.#shards.set(lease.shard, { ...lease, owner: undefined, expires: 0, done: true });
  }

  async finished(shards: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set(shards.filter((shard) => this.#shards.get(shard)?.done));
  }

  #holds({ shard, owner, fence }: ShardLease): boolean {
    const kept = this.#shards.get(shard);
    return kept?.fence === fence && kept.owner === owner;
  }
}
