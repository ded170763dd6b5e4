import { isTableName } from '@eventsource/dynamodb';
import { UsageError } from '../errors/usage-error.js';

/** @throws {UsageError} where DynamoDB would refuse the name, after half of a deployment. */
export function checkTableName(name: string): void {
  if (isTableName(name)) return;
  throw new UsageError(
    `${JSON.stringify(name)} cannot be the name of a table: it takes 3 to 255 letters, digits, "_", "." and "-".`,
  );
}
