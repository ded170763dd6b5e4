import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientConfig } from '@eventsource/dynamodb';
import type { Publisher } from '@eventsource/lambda';
import { startDynalite } from '@eventsource/testing';
import { afterCommands, type Feed, fromStream } from './feed.js';

/** A DynamoDB, and how it tells what is stored. */
export interface Place {
  readonly where: string;
  readonly client: DynamoDBClient;
  readonly feed: (publisher: Publisher) => Feed;
  readonly close: () => Promise<void>;
}

export const openPlace = (endpoint: string | undefined): Promise<Place> =>
  endpoint === undefined ? inThisProcess() : at(endpoint);

async function inThisProcess(): Promise<Place> {
  const dynalite = await startDynalite();
  const where = 'dynalite in this process, which has no streams: the commands themselves tell';
  return { where, client: dynalite.client(), feed: afterCommands, close: () => dynalite.stop() };
}

async function at(endpoint: string): Promise<Place> {
  const client = new DynamoDBClient(clientConfig({ endpoint }, 8000));
  const feed = (publisher: Publisher) => fromStream(publisher, endpoint);
  return { where: `${endpoint}, whose stream is polled`, client, feed, close: async () => client.destroy() };
}
