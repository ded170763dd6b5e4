import type { Put } from '@aws-sdk/client-dynamodb';
import type { Claim } from './claim.js';
import { conditionFor, FREE_OR_OURS, FREE_OR_OWN, OWN_OF_GO } from './conditions.js';
import { EXPIRES, FORMAT, FORMAT_VERSION, KEY, OWNER } from './format.js';

/**
 * Reserves what nobody has, or the claimant. For a single write and for a transaction. The other owner is not asked for, so
 * that no error can tell.
 */
export const reservePut = (table: string, claim: Claim, expires: bigint) =>
  ({
    TableName: table,
    Item: { ...itemOf(claim, expires), [FORMAT]: { N: FORMAT_VERSION } },
    ...conditionFor(canBeSplitOtherwise(claim.key) ? FREE_OR_OURS : FREE_OR_OWN, claim),
  }) satisfies Put;

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
