import 'reflect-metadata';
import { Dispatcher, install } from '@eventsource/core';
import { dynamoDb } from '@eventsource/dynamodb';
import { container } from 'tsyringe';
import { reserve } from '../outcomes/http.js';
import { Stock } from '../outcomes/stock.js';
import { type HttpEvent, type HttpResult, toRequest, toResult } from './http-event.js';

interface LambdaContext {
  getRemainingTimeInMillis(): number;
}

// Once for an instance of the function: what it has loaded stays in memory from one request to the next.
export const application = container.createChildContainer();
install(application, { aggregates: [Stock] }, dynamoDb({ table: process.env.EVENTS ?? '' }));
const post = reserve(application.resolve(Dispatcher));

export async function handler(event: HttpEvent, context: LambdaContext): Promise<HttpResult> {
  // Before the function is ended, which would leave the caller without an answer.
  const signal = AbortSignal.timeout(context.getRemainingTimeInMillis() - 500);
  return toResult(await post(toRequest(event, signal)));
}
