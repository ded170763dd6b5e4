import { Readable } from 'node:stream';
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { range } from '../commits.js';

type Handler = Extract<DynamoDBClientConfig['requestHandler'], { handle: unknown }>;

/** A client that answers every Scan with the next streams of one item each, made up as they are asked for. */
export function clientOfStreams(streams: number, pageSize: number, sizeOf: (stream: number) => number): DynamoDBClient {
  const requestHandler: Handler = {
    handle: async (request: { readonly body?: Uint8Array }) => {
      const { ExclusiveStartKey: start } = JSON.parse(new TextDecoder().decode(request.body));
      const after = start === undefined ? 0 : Number(start.key.S);
      const page = pageOf(after + 1, Math.min(streams, after + pageSize), streams, sizeOf);
      return { response: { statusCode: 200, headers, body: Readable.from([Buffer.from(JSON.stringify(page))]) } };
    },
    updateHttpClientConfig: () => {},
    httpHandlerConfigs: () => ({}),
  };
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return new DynamoDBClient({ region: 'us-east-1', credentials, requestHandler });
}

const headers = { 'content-type': 'application/x-amz-json-1.0' };

const pageOf = (from: number, to: number, streams: number, sizeOf: (stream: number) => number) => ({
  Items: range(from, to).map((stream) => ({
    key: { S: String(stream) },
    partition: { N: '1' },
    c: { B: Buffer.from(`id-${stream}`).toString('base64') },
    _1: { B: Buffer.alloc(sizeOf(stream)).toString('base64') },
  })),
  ConsumedCapacity: { TableName: 'endless', CapacityUnits: 128 },
  ...(to < streams && { LastEvaluatedKey: { key: { S: String(to) }, partition: { N: '1' } } }),
});
