import { type BegunChange, type Clock, CompanionRefusedError, type MemoryCompanion } from '@eventsource/core';
import { AlreadyReservedError } from '../errors/already-reserved-error.js';
import { expiryAfter } from '../expiry.js';
import type { Release, Reserve } from '../reserving/change.js';
import { targetOf } from '../reserving/target.js';
import type { ReservationMap } from './reservation-map.js';

export class MemoryReserve implements MemoryCompanion {
  readonly target: string;

  constructor(
    private readonly change: Reserve,
    private readonly entries: ReservationMap,
    private readonly clock: Clock,
  ) {
    this.target = targetOf(change);
  }

  prepare(): () => void {
    const { resource, duration, from } = this.change;
    const now = this.clock.now();
    if (!this.entries.isFreeFor(resource, now, from)) {
      throw new CompanionRefusedError(this.target, { cause: new AlreadyReservedError(resource) });
    }
    const expires = expiryAfter(now, duration);
    return () => void this.entries.set(resource, expires);
  }

  async begin(): Promise<BegunChange> {
    const { resource } = this.change;
    const make = this.prepare();
    const before = this.entries.get(resource);
    make();
    const made = this.entries.get(resource);
    const undo = async () => {
      if (this.entries.get(resource) === made) this.entries.restore(resource, before);
    };
    return { keep: async () => {}, undo };
  }
}

export class MemoryRelease implements MemoryCompanion {
  readonly target: string;

  constructor(
    private readonly change: Release,
    private readonly entries: ReservationMap,
    private readonly clock: Clock,
  ) {
    this.target = targetOf(change);
  }

  prepare(): () => void {
    const { resource } = this.change;
    const now = this.clock.now();
    const isOwn = this.entries.isFreeFor(resource, now);
    return () => void (isOwn && this.entries.remove(resource, now));
  }

  /** Released only once the commit is stored: before that, somebody else could reserve it. */
  async begin(): Promise<BegunChange> {
    const { resource } = this.change;
    const entry = this.entries.get(resource);
    const keep = async () => {
      // Its owner may have reserved it again since.
      if (this.entries.get(resource) === entry) this.prepare()();
    };
    return { keep, undo: async () => {} };
  }
}
