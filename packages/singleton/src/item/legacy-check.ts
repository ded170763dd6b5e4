import type { ConditionCheck } from '@aws-sdk/client-dynamodb';
import type { Claim } from './claim.js';
import { conditionFor, NOT_OTHERS_OF_GO } from './conditions.js';
import { KEY } from './format.js';

/** Passes when the Go library reserved nothing for others under its own key for the resource. For a transaction. */
export const legacyCheck = (table: string, claim: Claim) =>
  ({
    TableName: table,
    Key: { [KEY]: { S: claim.key } },
    ...conditionFor(NOT_OTHERS_OF_GO, claim),
  }) satisfies ConditionCheck;
