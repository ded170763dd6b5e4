import type { Put } from '@aws-sdk/client-dynamodb';
import type { Claim } from './claim.js';
import {
  conditionFor,
  FREE_OR_OURS,
  FREE_OR_OURS_OR_GIVEN,
  FREE_OR_OWN,
  FREE_OR_OWN_OR_GIVEN,
  OWN_OF_GO,
  withToken,
} from './conditions.js';
import { EXPIRES, FORMAT, FORMAT_VERSION, KEY, OWNER, TOKEN } from './format.js';
import type { Item } from './reservation-items.js';

/**
 * Reserves what nobody has, or the claimant, or the one it comes from. For a single write and for a transaction. The other
 * owner is not asked for, so that no error can tell.
 *
 * @param token marks this very reservation, so that it can be undone as long as it is as it was made.
 */
export const reservePut = (table: string, claim: Claim, expires: bigint, token?: string) =>
  ({
    TableName: table,
    Item: {
      ...itemOf(claim, expires),
      [FORMAT]: { N: FORMAT_VERSION },
      ...(token !== undefined && { [TOKEN]: { S: token } }),
    },
    ...conditionFor(conditionOf(claim), claim),
  }) satisfies Put;

const conditionOf = ({ key, from }: Claim): string => {
  if (canBeSplitOtherwise(key)) return from === undefined ? FREE_OR_OURS : FREE_OR_OURS_OR_GIVEN;
  return from === undefined ? FREE_OR_OWN : FREE_OR_OWN_OR_GIVEN;
};

/** Puts back what a reservation has replaced, if it is still that one. */
export const restorePut = (table: string, item: Item, token: string) =>
  ({ TableName: table, Item: { ...item }, ...withToken(token) }) satisfies Put;

/**
 * Sets the expiry of what the Go library reserved for the claimant, and leaves it in its format: what else it may stand for
 * stays reserved.
 */
export const renewalPut = (table: string, claim: Claim, expires: bigint) =>
  ({
    TableName: table,
    Item: itemOf(claim, expires),
    ...conditionFor(OWN_OF_GO, claim),
  }) satisfies Put;

/** Whether the Go library would give this key to other resources too: a type `a:b` with the id `c`, and `a` with `b:c`. */
export const canBeSplitOtherwise = (key: string): boolean => key.indexOf(':') !== key.lastIndexOf(':');

const itemOf = ({ key, owner }: Claim, expires: bigint) => ({
  [KEY]: { S: key },
  [OWNER]: { S: owner },
  [EXPIRES]: { N: String(expires) },
});
