import 'reflect-metadata';
import { Dispatcher, install } from '@eventsource/core';
import { dynamoDb } from '@eventsource/dynamodb';
import { container } from 'tsyringe';
import { Order } from './order.js';

install(container, { aggregates: [Order] }, dynamoDb({ table: process.env.ORDERS ?? '' }));
export const dispatcher = container.resolve(Dispatcher);
