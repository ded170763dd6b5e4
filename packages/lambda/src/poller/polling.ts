import { setMaxListeners } from 'node:events';
import { TableStreamNotFoundError } from '../errors/table-stream-not-found-error.js';
import { HeldLease } from './held-lease.js';
import { backoff, pause } from './pause.js';
import type { ShardLeases } from './shard-leases.js';
import { type ReaderSurroundings, ShardReader } from './shard-reader.js';
import type { Shard } from './table-stream.js';

export interface PollingSurroundings extends ReaderSurroundings {
  readonly leases: ShardLeases;
  /** In milliseconds. */
  readonly leaseDuration: number;
  /** Milliseconds between two looks for shards. */
  readonly discovery: number;
  readonly owner: string;
}

/** Reads every shard that is free and whose parent is read, until it is told to stop. */
export class Polling {
  readonly #reading = new Map<string, Promise<void>>();
  /** Aborted to look for shards at once: one was read to its end. */
  #waiting = new AbortController();
  #failures = 0;
  #found = false;

  constructor(
    private readonly surroundings: PollingSurroundings,
    private readonly signal: AbortSignal,
  ) {}

  async run(): Promise<void> {
    // One listener for all pauses: each `AbortSignal.any` would leave something behind at a signal that lives as long as this.
    const stop = () => this.#waiting.abort();
    this.signal.addEventListener('abort', stop);
    try {
      while (!this.signal.aborted) {
        this.#waiting = new AbortController();
        await this.#look().catch((error: unknown) => this.#fail(error));
        const wait = this.#failures > 0 ? backoff(this.#failures) : this.surroundings.discovery;
        await pause(wait, this.#waiting.signal);
      }
    } finally {
      this.signal.removeEventListener('abort', stop);
      await Promise.all(this.#reading.values());
    }
  }

  async #look(): Promise<void> {
    const { stream, leases, owner, leaseDuration } = this.surroundings;
    const shards = await stream.shards(this.signal);
    this.#found = true;
    for (const shard of await this.#ready(shards)) {
      if (this.signal.aborted) return;
      const lease = await leases.acquire(shard.name, owner, leaseDuration);
      if (!lease) continue;
      const held = new HeldLease(leases, lease, leaseDuration, (error) => this.#report(shard, error));
      this.#reading.set(shard.name, this.#read(shard, held));
    }
    this.#failures = 0;
  }

  /** Children wait for their parents, so that each stream is read in order. */
  async #ready(shards: readonly Shard[]): Promise<Shard[]> {
    const there = new Set(shards.map(({ name }) => name));
    const finished = await this.surroundings.leases.finished([...there]);
    return shards.filter(({ name, parent }) => {
      const mayBegin = parent === undefined || !there.has(parent) || finished.has(parent);
      return mayBegin && !finished.has(name) && !this.#reading.has(name);
    });
  }

  async #read(shard: Shard, lease: HeldLease): Promise<void> {
    const signal = AbortSignal.any([this.signal, lease.lost]);
    // Each stream under way listens to it: more than Node takes for an oversight.
    setMaxListeners(0, signal);
    const failed = (error: unknown) => {
      this.#report(shard, error);
      return false;
    };
    const isRead = await new ShardReader(shard, lease, this.surroundings, signal).read().catch(failed);
    await lease.end(isRead).catch(failed);
    this.#reading.delete(shard.name);
    this.#waiting.abort();
  }

  #fail(error: unknown): void {
    if (this.signal.aborted) return;
    if (error instanceof TableStreamNotFoundError && !this.#found) throw error;
    this.#failures++;
    this.surroundings.report({ kind: 'poll-failed', shard: undefined, error });
  }

  #report({ name }: Shard, error: unknown): void {
    this.surroundings.report({ kind: 'poll-failed', shard: name, error });
  }
}
