import { randomUUID } from 'node:crypto';
import { type BegunChange, CompanionRefusedError, type RequestOptions } from '@eventsource/core';
import type { CompanionWrite, DynamoDbCompanion } from '@eventsource/dynamodb';
import { AlreadyReservedError } from '../errors/already-reserved-error.js';
import type { Claim } from '../item/claim.js';
import { legacyCheck } from '../item/legacy-check.js';
import { undoDelete } from '../item/release-delete.js';
import type { ReservationItems } from '../item/reservation-items.js';
import { canBeSplitOtherwise, renewalPut, reservePut, restorePut } from '../item/reserve-put.js';
import { isOfGo, isOwnedBy } from '../item/stored-reservation.js';
import { legacyKey } from '../legacy/legacy-key.js';
import { legacyReservation } from '../legacy/legacy-reservation.js';
import type { Reserve } from '../reserving/change.js';
import { targetOf } from '../reserving/target.js';

/** A reservation that belongs to a commit. */
export class DynamoDbReserve implements DynamoDbCompanion {
  readonly target: string;

  constructor(
    private readonly change: Reserve,
    private readonly claim: Claim,
    private readonly expires: bigint,
    private readonly items: ReservationItems,
  ) {
    this.target = targetOf(change);
  }

  writes(): readonly CompanionWrite[] {
    const { claim, expires } = this;
    const { name } = this.items.table;
    const put: CompanionWrite = {
      write: {
        Put: {
          ...reservePut(name, claim, expires),
          ...(canBeSplitOtherwise(claim.key) && { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
        },
      },
      refused: (item) => {
        if (!item || !isOfGo(item) || !isOwnedBy(item, claim.owner)) return this.#refusal;
        return [{ write: { Put: renewalPut(name, claim, expires) }, refused: () => this.#refusal }];
      },
    };
    const key = legacyKey(this.change.resource);
    if (key === undefined) return [put];
    const check = legacyCheck(name, { ...claim, key });
    return [put, { write: { ConditionCheck: check }, refused: () => this.#refusal }];
  }

  /** Marked by a token, so that only what is still as it was made here is undone. */
  async begin(options: RequestOptions): Promise<BegunChange> {
    const { claim, expires, items } = this;
    const { resource } = this.change;
    const { name } = items.table;
    const legacy = await legacyReservation(items, resource, claim, options);
    if (legacy?.heldBy === 'another') throw this.#refusal;
    const token = randomUUID();
    const outcome = await items.replace(reservePut(name, claim, expires, token), options);
    if (outcome.refused) {
      if (!(await this.#renew(options))) throw this.#refusal;
      return { keep: async () => {}, undo: async () => {} };
    }
    const before = outcome.item;
    const undo = async (options: RequestOptions) => {
      if (before) await items.put(restorePut(name, before, token), options);
      else await items.delete(undoDelete(name, claim.key, token), options);
    };
    return { keep: async () => {}, undo };
  }

  /** What the Go library reserved for the same owner stays in its format. */
  async #renew(options: RequestOptions): Promise<boolean> {
    const { claim, expires, items } = this;
    const item = await items.get(claim.key, options);
    if (!item || !isOfGo(item) || !isOwnedBy(item, claim.owner)) return false;
    return items.put(renewalPut(items.table.name, claim, expires), options);
  }

  /** Without what DynamoDB said: that could tell who the other is. */
  get #refusal(): CompanionRefusedError {
    return new CompanionRefusedError(this.target, { cause: new AlreadyReservedError(this.change.resource) });
  }
}
