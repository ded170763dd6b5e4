import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ConcurrencyError, Dispatcher, install } from '@eventsource/core';
import { dynamoDb } from '@eventsource/dynamodb';
import { RequestLog } from '@eventsource/testing';
import { container } from 'tsyringe';
import { Ledger, Post } from '../cost/eventsource/ledger.js';
import { posting } from '../cost/posting.js';
import type { WriterResult } from './writer-result.js';

/** One process that dispatches commands to an aggregate that others want too. */
export class HotAggregate {
  readonly #log: RequestLog;
  readonly #dispatcher: Dispatcher;
  readonly #id: string;
  #stored = 0;
  #failed = 0;

  constructor(endpoint: string, table: string, id: string) {
    const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
    const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials });
    this.#log = RequestLog.of(client);
    const app = container.createChildContainer();
    install(app, { aggregates: [Ledger] }, dynamoDb({ client, table }));
    this.#dispatcher = app.resolve(Dispatcher);
    this.#id = id;
  }

  async post(): Promise<void> {
    try {
      await this.#dispatcher.dispatch(new Post(this.#id, [posting(this.#stored)]));
      this.#stored += 1;
    } catch (error) {
      if (!(error instanceof ConcurrencyError)) throw error;
      this.#failed += 1;
    }
  }

  get result(): WriterResult {
    const { attempts, readUnits, writeUnits } = this.#log.total;
    return {
      stored: this.#stored,
      failed: this.#failed,
      requests: attempts,
      conflicts: this.#log.requests.filter(({ error }) => error === 'ConditionalCheckFailedException').length,
      rcu: readUnits,
      wcu: writeUnits,
    };
  }
}
