import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Class, Dispatcher, install, type Module } from '@eventsource/core';
import { createTable, dynamoDb } from '@eventsource/dynamodb';
import { RequestLog } from '@eventsource/testing';
import { container } from 'tsyringe';
import { Ledger } from './ledger.js';

let tables = 0;

export interface Process {
  readonly dispatcher: Dispatcher;
  readonly log: RequestLog;
}

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
  process(...modules: readonly Module[]): Process {
    return this.deployment(Ledger, ...modules);
  }

  /** A process that runs other code on the same streams. */
  deployment(aggregate: Class, ...modules: readonly Module[]): Process {
    const client = this.connect();
    const log = RequestLog.of(client);
    const app = container.createChildContainer();
    install(app, { aggregates: [aggregate] }, dynamoDb({ table: this.table, client }), ...modules);
    return { dispatcher: app.resolve(Dispatcher), log };
  }
}
