import type { ShardLease, ShardLeases } from './shard-leases.js';

/**
 * The leases of pollers of one name. Those of other names read the same shards beside them: a shard that is read for some
 * consumers is not read for others.
 */
export class NamedLeases implements ShardLeases {
  readonly #prefix: string;

  constructor(
    private readonly inner: ShardLeases,
    name: string,
  ) {
    this.#prefix = `${name} `;
  }

  acquire(shard: string, owner: string, duration: number): Promise<ShardLease | undefined> {
    return this.inner.acquire(this.#prefix + shard, owner, duration);
  }

  renew(lease: ShardLease, duration: number): Promise<void> {
    return this.inner.renew(lease, duration);
  }

  release(lease: ShardLease): Promise<void> {
    return this.inner.release(lease);
  }

  finish(lease: ShardLease): Promise<void> {
    return this.inner.finish(lease);
  }

  async finished(shards: readonly string[]): Promise<ReadonlySet<string>> {
    const finished = await this.inner.finished(shards.map((shard) => this.#prefix + shard));
    return new Set(shards.filter((shard) => finished.has(this.#prefix + shard)));
  }
}
