import { UsageError } from '../errors/usage-error.js';

/** @throws {UsageError} where DynamoDB would refuse the name, after half of a deployment. */
export function checkTableName(name: string): void {
  if (/^[a-zA-Z0-9_.-]{3,255}$/.test(name)) return;
  throw new UsageError(
    `${JSON.stringify(name)} cannot be the name of a table: it takes 3 to 255 letters, digits, "_", "." and "-".`,
  );
}
