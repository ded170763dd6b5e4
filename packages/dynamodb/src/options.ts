import type { Connection } from './request/connection.js';

/**
 * Which table, and how to reach it: with your own client, or with one made from `region` and `endpoint`, which default
 * to what the AWS environment variables, `DYNAMODB_ENDPOINT` and the AWS configuration files say.
 */
export type DynamoDbOptions = Connection & Tuning & { readonly table: string };

/** Which table for which tenant. They share the client. */
export type DynamoDbTenantOptions = Connection & Tuning & { readonly table: (tenant: string) => string };

interface Tuning {
  /**
   * Milliseconds that one request, with all its tries, may take. Default: 8000. A client made here gives each try a quarter.
   */
  readonly requestTimeout?: number | undefined;
}
