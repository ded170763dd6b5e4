import type { Connection } from './request/connection.js';

/**
 * Which table, and how to reach it: by a client of your own, or by one made from `region` and `endpoint`, which default to
 * what the AWS environment variables, `DYNAMODB_ENDPOINT` and the AWS configuration files say.
 */
export type DynamoDbOptions = Connection & {
  readonly table: string;
  /**
   * Milliseconds that one request, with all its tries, may take. Default: 8000. A client made here gives each try a quarter.
   */
  readonly requestTimeout?: number | undefined;
};
