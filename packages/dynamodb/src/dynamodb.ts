import type { Module } from '@eventsource/core';
import { DynamoDbStore } from './dynamodb-store.js';
import type { DynamoDbOptions } from './options.js';

/**
 * The module that keeps an application's streams in DynamoDB.
 *
 * @example
 * install(container, { aggregates: [Order] }, dynamoDb({ table: 'orders' }));
 */
export const dynamoDb = (options: DynamoDbOptions): Module => ({
  store: () => new DynamoDbStore(options),
});
