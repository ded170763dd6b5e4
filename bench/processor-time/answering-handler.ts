import { Readable } from 'node:stream';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

type Handler = Extract<DynamoDBClientConfig['requestHandler'], { handle: unknown }>;

const body = Buffer.from(JSON.stringify({ ConsumedCapacity: { TableName: 'nowhere', CapacityUnits: 1 } }));
const headers = { 'content-type': 'application/x-amz-json-1.0' };

/** Stands for the SDK's HTTP layer: answers every PutItem as AWS does, without a socket. */
export const answeringHandler: Handler = {
  handle: async () => ({ response: { statusCode: 200, headers, body: Readable.from([body]) } }),
  updateHttpClientConfig: () => {},
  httpHandlerConfigs: () => ({}),
};
