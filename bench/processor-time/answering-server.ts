import { once } from 'node:events';
import { createServer } from 'node:http';

// The program of a DynamoDB that stores nothing: it answers every PutItem as AWS does, as fast as can be.
const body = JSON.stringify({ ConsumedCapacity: { TableName: 'nowhere', CapacityUnits: 1 } });
const headers = { 'content-type': 'application/x-amz-json-1.0', 'content-length': Buffer.byteLength(body) };
const server = createServer((request, response) => {
  request.resume().once('end', () => response.writeHead(200, headers).end(body));
});
await once(server.listen(0, '127.0.0.1'), 'listening');
process.once('disconnect', () => process.exit());
process.send?.(server.address());
