import type { Delete } from '@aws-sdk/client-dynamodb';
import type { BegunChange, RequestOptions } from '@eventsource/core';
import type { CompanionWrite, DynamoDbCompanion } from '@eventsource/dynamodb';
import type { Claim } from '../item/claim.js';
import { exactDelete, legacyReleaseDelete, releaseDelete } from '../item/release-delete.js';
import type { Item, ReservationItems } from '../item/reservation-items.js';
import { isOwnedBy } from '../item/stored-reservation.js';
import { legacyKey } from '../legacy/legacy-key.js';
import type { Release } from '../reserving/change.js';
import { targetOf } from '../reserving/target.js';
import { answered } from './answered.js';

/** A release that belongs to a commit. What is somebody else's by now stays theirs. */
export class DynamoDbRelease implements DynamoDbCompanion {
  readonly target: string;

  constructor(
    private readonly change: Release,
    private readonly claim: Claim,
    private readonly items: ReservationItems,
  ) {
    this.target = targetOf(change);
  }

  writes(): readonly CompanionWrite[] {
    return this.#deletions.map((deletion) => ({ write: { Delete: deletion }, refused: () => [] }));
  }

  /**
   * Released only once the commit is stored: before that, somebody else could reserve it. Then it is the reservation that was
   * there before the commit and no other: its owner may have reserved the value again by then.
   */
  begin(options: RequestOptions): Promise<BegunChange> {
    const { change, claim, items } = this;
    return answered(change.resource, async () => {
      const item = await items.get(claim.key, options);
      const keep = (options: RequestOptions) => answered(change.resource, () => this.#release(item, options));
      return { keep, undo: async () => {} };
    });
  }

  async #release(item: Item | undefined, options: RequestOptions): Promise<void> {
    const { claim, items } = this;
    const isOwn = item !== undefined && isOwnedBy(item, claim.owner);
    if (isOwn) await items.delete(exactDelete(items.table.name, claim.key, item), options);
    for (const deletion of this.#legacy) await items.delete(deletion, options);
  }

  get #deletions(): readonly Delete[] {
    return [releaseDelete(this.items.table.name, this.claim), ...this.#legacy];
  }

  /** What the Go library reserved does not come again. */
  get #legacy(): readonly Delete[] {
    const key = legacyKey(this.change.resource);
    return key === undefined ? [] : [legacyReleaseDelete(this.items.table.name, { ...this.claim, key })];
  }
}
