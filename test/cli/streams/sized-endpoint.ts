import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** What stands before a DynamoDB and says that its tables are of this size, once they are described: dynalite counts none. */
export async function startSizedEndpoint(behind: string, size: { TableSizeBytes: number; ItemCount: number }) {
  const operations: string[] = [];
  const server = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target']).replace(/.*\./, '');
    operations.push(operation);
    const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
      name === 'host' || name === 'connection' || name === 'content-length' ? [] : [[name, String(value)]],
    );
    const answer = await fetch(behind, { method: 'POST', headers, body: await buffer(request) });
    const body = JSON.parse(await answer.text());
    if (operation === 'DescribeTable') Object.assign(body.Table ?? {}, size);
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('A TCP server has no port.');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    operations,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
