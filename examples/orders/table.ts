import type { Module } from '@eventsource/core';
import { createTable, dynamoDb } from '@eventsource/dynamodb';
import { startDynalite } from '@eventsource/testing';
import type { Arguments } from './arguments.js';

/** A table that is ready, as a module, and how to leave it. */
export interface Table {
  readonly where: string;
  readonly module: Module;
  readonly close: () => Promise<void>;
}

export const openTable = (options: Arguments): Promise<Table> =>
  options.region === undefined && options.endpoint === undefined ? inProcess(options.table) : remote(options);

async function inProcess(table: string): Promise<Table> {
  const dynalite = await startDynalite();
  const options = { table, client: dynalite.client() };
  await createTable(options);
  return { where: `dynalite in this process`, module: dynamoDb(options), close: () => dynalite.stop() };
}

async function remote({ table, region, endpoint }: Arguments): Promise<Table> {
  const options = { table, region, endpoint };
  await createTable(options);
  return { where: endpoint ?? `AWS, ${region}`, module: dynamoDb(options), close: async () => {} };
}
