import { InvalidTableNameError } from '../errors/invalid-table-name-error.js';

const NAME = /^[\w.-]{3,255}$/;
const ARN = /^arn:[\w-]+:dynamodb:[\w-]+:\d{12}:table\/[\w.-]{3,255}$/;

/**
 * Whether DynamoDB takes this as the name of a table: 3 to 255 letters, digits, `_`, `.` and `-`.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
 * @example
 * if (!isTableName(name)) throw new Error(`"${name}" cannot be the name of a table.`);
 */
export const isTableName = (name: unknown): name is string => typeof name === 'string' && NAME.test(name);

/**
 * Refuses what can be neither the name nor the ARN of a table.
 *
 * @param holds what the table is for.
 * @throws {InvalidTableNameError}
 */
export function assertTable(table: unknown, holds: string): asserts table is string {
  if (isTableName(table) || (typeof table === 'string' && ARN.test(table))) return;
  throw new InvalidTableNameError(holds, table);
}
