import { Readable } from 'node:stream';
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { range } from '../commits.js';

type Handler = Extract<DynamoDBClientConfig['requestHandler'], { handle: unknown }>;

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/**
 * A client that answers every Scan with the next commits of one stream, made up as they are asked for: longer than a test
 * could store. The AWS client around it is the real one.
 */
export function clientOfStream(key: string, length: number, pageSize: number): DynamoDBClient {
  const requestHandler: Handler = {
    handle: async (request: { readonly body?: Uint8Array }) => {
      const { ExclusiveStartKey: start } = JSON.parse(new TextDecoder().decode(request.body));
      const after = Number(start?.partition.N ?? 0);
      const page = pageOf(key, after + 1, Math.min(length, after + pageSize), length);
      return { response: { statusCode: 200, headers, body: Readable.from([Buffer.from(JSON.stringify(page))]) } };
    },
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => ({}),
  };
  return new DynamoDBClient({ region: 'us-east-1', credentials, requestHandler });
}

const headers = { 'content-type': 'application/x-amz-json-1.0' };
const base64 = (text: string) => Buffer.from(text).toString('base64');

const pageOf = (key: string, from: number, to: number, length: number) => ({
  Items: range(from, to).map((version) => ({
    key: { S: key },
    partition: { N: String(version) },
    c: { B: base64(`id-${version}`) },
    [`_${version}`]: { B: base64(`{"t":"paid-in","d":{"amount":1},"a":"2026-01-01T00:00:00.000Z"}`) },
  })),
  ConsumedCapacity: { TableName: 'endless', CapacityUnits: 256 },
  ...(to < length && { LastEvaluatedKey: { key: { S: key }, partition: { N: String(to) } } }),
});
