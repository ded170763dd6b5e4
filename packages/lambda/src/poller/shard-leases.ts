/** What a poller holds while it reads a shard. */
export interface ShardLease {
  /** The shard, by a name that is unique among all that share the leases. */
  readonly shard: string;
  readonly owner: string;
  /** Higher with each lease of the shard, so that a poller that has lost it can change nothing any more. */
  readonly fence: number;
  /** Up to which record the shard was read; undefined at its beginning. */
  readonly sequenceNumber: string | undefined;
}

/**
 * Lets one poller at a time read a shard, and keeps how far it has come. Every change is one conditional write. What a
 * poller does after its lease has expired does no harm: consumers move by position.
 */
export interface ShardLeases {
  /**
   * Takes a shard for this many milliseconds.
   *
   * @returns undefined when another poller has it, or it is read to its end.
   */
  acquire(shard: string, owner: string, duration: number): Promise<ShardLease | undefined>;

  /**
   * Keeps it for this many milliseconds from now, and stores up to which record it was read.
   *
   * @throws {LeaseLostError} when another poller has had it since.
   */
  renew(lease: ShardLease, duration: number): Promise<void>;

  /** Gives it back, with what was read. Does nothing when another poller has it by now. */
  release(lease: ShardLease): Promise<void>;

  /**
   * Notes that the shard is read to its end: its children may be read.
   * @throws {LeaseLostError} when another poller has had it since.
   */
  finish(lease: ShardLease): Promise<void>;

  /** Which of these shards are read to their end. */
  finished(shards: readonly string[]): Promise<ReadonlySet<string>>;
}
