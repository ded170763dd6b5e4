import { randomUUID } from 'node:crypto';
import { type BegunChange, CompanionRefusedError, type RequestOptions } from '@eventsource/core';
import type { CompanionWrite, DynamoDbCompanion } from '@eventsource/dynamodb';
import { AlreadyReservedError } from '../errors/already-reserved-error.js';
import { asItIs } from '../item/as-it-is.js';
import type { Claim } from '../item/claim.js';
import { legacyCheck } from '../item/legacy-check.js';
import { exactDelete } from '../item/release-delete.js';
import type { ReservationItems } from '../item/reservation-items.js';
import { canBeSplitOtherwise, renewalPut, reservePut } from '../item/reserve-put.js';
import { isOfGo, isOwnedBy } from '../item/stored-reservation.js';
import { legacyKey } from '../legacy/legacy-key.js';
import { legacyReservation } from '../legacy/legacy-reservation.js';
import type { Reserve } from '../reserving/change.js';
import { targetOf } from '../reserving/target.js';
import { answered } from './answered.js';
import { type Begun, begin } from './begin.js';

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

  begin(options: RequestOptions): Promise<BegunChange> {
    const { claim, expires, items } = this;
    const { resource } = this.change;
    return answered(resource, async () => {
      const legacy = await legacyReservation(items, resource, claim, options);
      const begun =
        legacy?.heldBy === 'another' ? undefined : await begin(items, claim, expires, randomUUID(), options);
      if (!begun) throw this.#refusal;
      return {
        keep: async () => {},
        undo: (options) => answered(resource, () => this.#undo(begun, options)),
      };
    });
  }

  /** Takes back what was made here, unless it has been replaced since. */
  async #undo({ made, before }: Begun, options: RequestOptions): Promise<void> {
    const { claim, items } = this;
    const { name } = items.table;
    if (before) await items.put({ TableName: name, Item: { ...before }, ...asItIs(made) }, options);
    else await items.delete(exactDelete(name, claim.key, made), options);
  }

  /** Without what DynamoDB said: that could tell who the other is. */
  get #refusal(): CompanionRefusedError {
    return new CompanionRefusedError(this.target, { cause: new AlreadyReservedError(this.change.resource) });
  }
}
