import type { Delete } from '@aws-sdk/client-dynamodb';
import type { Claim } from './claim.js';
import { conditionFor, FREE_OR_OWN, OWN_OF_GO, withToken } from './conditions.js';
import { FORMAT, KEY } from './format.js';

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

/** Removes what was reserved a moment ago, if it is still that. */
export const undoDelete = (table: string, key: string, token: string) =>
  ({ ...at(table, key), ...withToken(token) }) satisfies Delete;

const at = (table: string, key: string) => ({ TableName: table, Key: { [KEY]: { S: key } } });
