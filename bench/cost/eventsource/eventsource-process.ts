import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Dispatcher, install } from '@eventsource/core';
import { dynamoDb } from '@eventsource/dynamodb';
import { container } from 'tsyringe';
import type { BenchProcess } from '../contender.js';
import { posting } from '../posting.js';
import { Ledger, Overdraw, Overdrawn, Post } from './ledger.js';

/** An application with an empty cache. */
export class EventSourceProcess implements BenchProcess {
  readonly #dispatcher: Dispatcher;
  readonly #id: string;
  #posted = 0;

  constructor(client: DynamoDBClient, table: string, id: string) {
    const app = container.createChildContainer();
    install(app, { aggregates: [Ledger] }, dynamoDb({ client, table }));
    this.#dispatcher = app.resolve(Dispatcher);
    this.#id = id;
  }

  /** A rejected command leaves the aggregate in the cache, as every command does. */
  warm(): Promise<void> {
    return this.overdraw();
  }

  post(): Promise<void> {
    return this.#post(1);
  }

  postThree(): Promise<void> {
    return this.#post(3);
  }

  async overdraw(): Promise<void> {
    await this.#dispatcher.dispatch(new Overdraw(this.#id)).catch((error: unknown) => {
      if (!(error instanceof Overdrawn)) throw error;
    });
  }

  async postBeaten(rival: () => Promise<void>): Promise<void> {
    await rival();
    await this.post();
  }

  async #post(events: number): Promise<void> {
    const postings = Array.from({ length: events }, () => posting(this.#posted++));
    await this.#dispatcher.dispatch(new Post(this.#id, postings));
  }
}
