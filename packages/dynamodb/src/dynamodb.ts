import { type Module, perTenant, type Store, type TenantStores } from '@eventsource/core';
import { EVENTS } from './definition/events-table.js';
import { assertTable } from './definition/table-name.js';
import { DynamoDbStore } from './dynamodb-store.js';
import type { DynamoDbOptions, DynamoDbTenantOptions } from './options.js';
import { DEFAULT_REQUEST_TIMEOUT } from './request/requests.js';
import { WatchedClient } from './request/watched-client.js';

/**
 * The module that keeps an application's streams in DynamoDB: in one table, or in one for each tenant.
 *
 * @throws {InvalidTableNameError} when there is no name, or DynamoDB would refuse it.
 * @example
 * install(container, { aggregates: [Order] }, dynamoDb({ table: 'orders' }));
 * @example
 * install(container, { aggregates: [Order] }, dynamoDb({ table: (tenant) => `orders-${tenant}` }));
 */
export function dynamoDb(options: DynamoDbOptions | DynamoDbTenantOptions): Module {
  // Here already, since the stack then shows where the name comes from.
  if (typeof options.table !== 'function') assertTable(options.table, EVENTS.holds);
  return { store: () => storeOf(options) };
}

function storeOf({
  table,
  requestTimeout,
  ...connection
}: DynamoDbOptions | DynamoDbTenantOptions): Store | TenantStores {
  if (typeof table === 'string') return new DynamoDbStore({ table, requestTimeout, ...connection });
  const client = new WatchedClient(connection, requestTimeout ?? DEFAULT_REQUEST_TIMEOUT);
  return perTenant((tenant) => new DynamoDbStore({ table: table(tenant), requestTimeout, ...connection }, client));
}
