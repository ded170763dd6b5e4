import type { Delete } from '@aws-sdk/client-dynamodb';
import type { BegunChange, RequestOptions } from '@eventsource/core';
import type { CompanionWrite, DynamoDbCompanion } from '@eventsource/dynamodb';
import type { Claim } from '../item/claim.js';
import { legacyReleaseDelete, releaseDelete } from '../item/release-delete.js';
import type { ReservationItems } from '../item/reservation-items.js';
import { legacyKey } from '../legacy/legacy-key.js';
import type { Release } from '../reserving/change.js';
import { targetOf } from '../reserving/target.js';

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

  /** Released only once the commit is stored: before that, somebody else could reserve it. */
  async begin(): Promise<BegunChange> {
    const keep = async (options: RequestOptions) => {
      for (const deletion of this.#deletions) await this.items.delete(deletion, options);
    };
    return { keep, undo: async () => {} };
  }

  get #deletions(): readonly Delete[] {
    const { name } = this.items.table;
    const own = releaseDelete(name, this.claim);
    const key = legacyKey(this.change.resource);
    return key === undefined ? [own] : [own, legacyReleaseDelete(name, { ...this.claim, key })];
  }
}
