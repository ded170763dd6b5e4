import type { Put } from '@aws-sdk/client-dynamodb';
import type { Claim } from './claim.js';
import {
  conditionFor,
  FREE,
  FREE_OR_OURS,
  FREE_OR_OURS_OR_GIVEN,
  FREE_OR_OWN,
  FREE_OR_OWN_OR_GIVEN,
  OWN_OF_GO,
} from './conditions.js';
import { EXPIRES, FORMAT, FORMAT_VERSION, KEY, OWNER, TOKEN } from './format.js';
import type { Item } from './reservation-items.js';

/**
 * Reserves what nobody has, or the claimant, or the one it comes from. For a single write and for a transaction. The other
 * owner is not asked for, so that no error can tell.
 */
export const reservePut = (table: string, claim: Claim, expires: bigint) =>
  ({
    TableName: table,
    Item: reserved(claim, expires),
    ...conditionFor(conditionOf(claim), claim),
  }) satisfies Put;

const conditionOf = ({ key, from }: Claim): string => {
  if (canBeSplitOtherwise(key)) return from === undefined ? FREE_OR_OURS : FREE_OR_OURS_OR_GIVEN;
  return from === undefined ? FREE_OR_OWN : FREE_OR_OWN_OR_GIVEN;
};

/** Reserves what nobody has, not even the claimant. */
export const freePut = (table: string, claim: Claim, made: Item) =>
  ({ TableName: table, Item: { ...made }, ...conditionFor(FREE, claim) }) satisfies Put;

/**
 * Sets the expiry of what the Go library reserved for the claimant, and leaves it in its format: what else it may stand for
 * stays reserved.
 */
export const renewalPut = (table: string, claim: Claim, expires: bigint) =>
  ({
    TableName: table,
    Item: renewed(claim, expires),
    ...conditionFor(OWN_OF_GO, claim),
  }) satisfies Put;

/** Whether the Go library would give this key to other resources too: a type `a:b` with the id `c`, and `a` with `b:c`. */
export const canBeSplitOtherwise = (key: string): boolean => key.indexOf(':') !== key.lastIndexOf(':');

/** @param token tells this very reservation from others of the same owner. */
export const reserved = (claim: Claim, expires: bigint, token?: string) => ({
  ...renewed(claim, expires),
  [FORMAT]: { N: FORMAT_VERSION },
  ...(token !== undefined && { [TOKEN]: { S: token } }),
});

/** As the Go library would write it. */
export const renewed = ({ key, owner }: Claim, expires: bigint) => ({
  [KEY]: { S: key },
  [OWNER]: { S: owner },
  [EXPIRES]: { N: String(expires) },
});
