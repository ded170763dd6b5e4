import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Dispatcher, install, type Module } from '@eventsource/core';
import { createTable, dynamoDb } from '@eventsource/dynamodb';
import { RequestLog } from '@eventsource/testing';
import { container } from 'tsyringe';
import { Ledger } from './ledger.js';

let tables = 0;

/** A table of its own, and processes that work on it and count what they ask of it. */
export class MeasuredTable {
  private constructor(
    private readonly table: string,
    private readonly connect: () => DynamoDBClient,
  ) {}

  static async create(connect: () => DynamoDBClient): Promise<MeasuredTable> {
    const table = `ledgers-${tables++}`;
    await createTable({ table, client: connect() });
    return new MeasuredTable(table, connect);
  }

  /** What another process would be: with an empty cache, and a client and a log of its own. */
  process(...modules: readonly Module[]): { dispatcher: Dispatcher; log: RequestLog } {
    const client = this.connect();
    const log = RequestLog.of(client);
    const app = container.createChildContainer();
    install(app, { aggregates: [Ledger] }, dynamoDb({ table: this.table, client }), ...modules);
    return { dispatcher: app.resolve(Dispatcher), log };
  }
}
