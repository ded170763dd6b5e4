import type { Delete } from '@aws-sdk/client-dynamodb';
import { asItIs } from './as-it-is.js';
import type { Claim } from './claim.js';
import { conditionFor, FREE_OR_OWN, OWN_OF_GO } from './conditions.js';
import { FORMAT, KEY } from './format.js';
import type { Item } from './reservation-items.js';

/** Removes what the claimant has, or what has expired. For a single write and for a transaction. */
export const releaseDelete = (table: string, claim: Claim) =>
  ({ ...at(table, claim.key), ...conditionFor(FREE_OR_OWN, claim) }) satisfies Delete;

/** Removes what the Go library reserved for the claimant. */
export const legacyReleaseDelete = (table: string, claim: Claim) =>
  ({ ...at(table, claim.key), ...conditionFor(OWN_OF_GO, claim) }) satisfies Delete;

/** Removes what there is. */
export const revokeDelete = (table: string, key: string) => at(table, key) satisfies Delete;

/** Removes what the Go library left, whoever has it. */
export const legacyRevokeDelete = (table: string, key: string) =>
  ({
    ...at(table, key),
    ConditionExpression: 'attribute_not_exists(#format)',
    ExpressionAttributeNames: { '#format': FORMAT },
  }) satisfies Delete;

/** Removes this very reservation, and none that was made since. */
export const exactDelete = (table: string, key: string, item: Item) =>
  ({ ...at(table, key), ...asItIs(item) }) satisfies Delete;

const at = (table: string, key: string) => ({ TableName: table, Key: { [KEY]: { S: key } } });
