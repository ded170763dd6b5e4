import { LeaseLostError } from '../errors/lease-lost-error.js';
import type { ShardLease, ShardLeases } from './shard-leases.js';

/** How often a lease is renewed while it lasts. */
const RENEWALS = 3;

/** A lease that is renewed by itself, with what was read until then, and ends when it cannot be. */
export class HeldLease {
  /** Up to which record the shard was read. */
  sequenceNumber: string | undefined;
  readonly #lost = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #renewed = performance.now();
  #renewing: Promise<void> = Promise.resolve();

  constructor(
    private readonly leases: ShardLeases,
    private readonly lease: ShardLease,
    private readonly duration: number,
    /** Told of each renewal that fails; must not throw. */
    private readonly onFailure: (error: unknown) => void,
  ) {
    this.sequenceNumber = lease.sequenceNumber;
    this.#timer = setInterval(() => {
      this.#renewing = this.#renewing.then(() => this.#renew());
    }, duration / RENEWALS);
  }

  /** Aborted when another poller may have the shard. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** Renews it no more, and gives the shard back; when it is read to its end, for good. */
  async end(readToItsEnd: boolean): Promise<void> {
    clearInterval(this.#timer);
    await this.#renewing;
    if (this.#lost.signal.aborted) return;
    if (readToItsEnd) await this.leases.finish(this.#now());
    else await this.leases.release(this.#now());
  }

  async #renew(): Promise<void> {
    if (this.#lost.signal.aborted) return;
    const begun = performance.now();
    try {
      await this.leases.renew(this.#now(), this.duration);
      this.#renewed = begun;
    } catch (error) {
      if (error instanceof LeaseLostError || performance.now() - this.#renewed > this.duration) this.#lost.abort(error);
      this.onFailure(error);
    }
  }

  #now(): ShardLease {
    return { ...this.lease, sequenceNumber: this.sequenceNumber };
  }
}
