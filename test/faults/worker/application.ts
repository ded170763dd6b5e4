import type { DynamoDBClient, DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { Dispatcher, install, Repository } from '@eventsource/core';
import { type DynamoDbOptions, dynamoDb } from '@eventsource/dynamodb';
import { DynamoDbReservations, type DynamoDbReservationsOptions, reserving } from '@eventsource/singleton';
import { container } from 'tsyringe';
import { plain, saving } from '../account/bank.js';
import { emulatorClient } from '../emulator-client.js';
import { User } from '../user/user.js';

export interface Application {
  readonly dispatcher: Dispatcher;
  readonly repository: Repository;
}

/** The bank, with a cache that is too small for its accounts. */
export function application(options: DynamoDbOptions): Application {
  const bank = container.createChildContainer();
  install(bank, { aggregates: [plain.Account, saving.Account], cachedAggregates: 4 }, dynamoDb(options));
  return { dispatcher: bank.resolve(Dispatcher), repository: bank.resolve(Repository) };
}

/** Users whose e-mail addresses are reserved, with a cache that is too small for them. */
export function registration(options: DynamoDbOptions, reservations: DynamoDbReservationsOptions): Application {
  const users = container.createChildContainer();
  const module = { aggregates: [User], cachedAggregates: 4, report: () => {} };
  install(users, module, dynamoDb(options), reserving(new DynamoDbReservations(reservations)));
  return { dispatcher: users.resolve(Dispatcher), repository: users.resolve(Repository) };
}

/** A client as a user might bring it, which tries again sooner than the SDK does, and so more often within its time. */
export const impatientClient = (endpoint: string, patience: number): DynamoDBClient =>
  emulatorClient(endpoint, {
    requestHandler: { connectionTimeout: patience, requestTimeout: patience, throwOnRequestTimeout: true },
    retryStrategy: soon(2),
  });

type RetryStrategy = Extract<Exclude<DynamoDBClientConfig['retryStrategy'], undefined>, { recordSuccess: unknown }>;

function soon(retries: number): RetryStrategy {
  const token = (count: number) => ({ getRetryCount: () => count, getRetryDelay: () => 5 * count });
  return {
    acquireInitialRetryToken: async () => token(0),
    refreshRetryTokenForRetry: async (last, { errorType }) => {
      if (errorType === 'CLIENT_ERROR' || last.getRetryCount() >= retries) throw new Error('No retry.');
      return token(last.getRetryCount() + 1);
    },
    recordSuccess: () => undefined,
  };
}
