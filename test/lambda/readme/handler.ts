import { install } from '@eventsource/core';
import { dynamoDb } from '@eventsource/dynamodb';
import { DynamoDbCheckpoints, streamHandler } from '@eventsource/lambda';
import { container } from 'tsyringe';
import { OpenOrders } from './open-orders.js';
import { deadLetters, Order } from './order.js';

const checkpoints = new DynamoDbCheckpoints({ table: 'checkpoints' });
const readModels = { projections: [OpenOrders], checkpoints, deadLetters };
install(container, { aggregates: [Order] }, readModels, dynamoDb({ table: 'orders' }));

export const handler = streamHandler(container);
