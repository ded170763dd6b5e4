import type { Claim } from './claim.js';
import { EXPIRES, FORMAT, KEY, OWNER } from './format.js';

/** Nobody has it. */
export const FREE = 'attribute_not_exists(#key) OR #expires <= :now';

/** Nobody has it, or the claimant. */
export const FREE_OR_OWN = `${FREE} OR #owner = :owner`;

/** The same, but for what the Go library wrote for the claimant, as that may stand for another resource as well. */
export const FREE_OR_OURS = `${FREE} OR (#owner = :owner AND attribute_exists(#format))`;

/** Nobody has it, or the claimant, or the one who gives it up. */
export const FREE_OR_OWN_OR_GIVEN = `${FREE_OR_OWN} OR #owner = :from`;

export const FREE_OR_OURS_OR_GIVEN = `${FREE_OR_OURS} OR (#owner = :from AND attribute_exists(#format))`;

/** The Go library wrote it for the claimant. */
export const OWN_OF_GO = '#owner = :owner AND attribute_not_exists(#format)';

/** The Go library wrote nothing here that others have. */
export const NOT_OTHERS_OF_GO = `${FREE_OR_OWN} OR attribute_exists(#format)`;

const NAMES = { '#key': KEY, '#owner': OWNER, '#expires': EXPIRES, '#format': FORMAT };

/** The parts of a request that state a condition. DynamoDB refuses names and values that the condition does not use. */
export function conditionFor(condition: string, { owner, now, from = owner }: Claim) {
  const values = { ':owner': { S: owner }, ':now': { N: String(now) }, ':from': { S: from } };
  return {
    ConditionExpression: condition,
    ExpressionAttributeNames: usedIn(condition, NAMES),
    ExpressionAttributeValues: usedIn(condition, values),
  };
}

const usedIn = <T>(condition: string, all: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(all).filter(([name]) => condition.includes(name)));
