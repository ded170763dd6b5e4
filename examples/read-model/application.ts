import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Checkpoints, type Module, provide } from '@eventsource/core';
import { dynamoDb } from '@eventsource/dynamodb';
import { DYNAMODB, OpenOrders } from './open-orders.js';
import { Order } from './order.js';
import { ORDERS } from './tables.js';

/** Orders and their read model: the same in this process and in a Lambda. */
export const application = (client: DynamoDBClient, checkpoints: Checkpoints): readonly Module[] => [
  { aggregates: [Order], projections: [OpenOrders], services: [provide(DYNAMODB, client)], checkpoints },
  dynamoDb({ table: ORDERS, client }),
];
