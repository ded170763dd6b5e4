import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Store } from 'dynalite/db/index.js';
import type { OpenDynalite } from './open-dynalite.js';
import { isRefusal, refusal } from './refusal.js';
import { SHOWING, showsRefused, writeShowing } from './single-write.js';
import { Transactions } from './transactions/transactions.js';
import { singleWrites } from './write-kind.js';

/** Answers requests of one operation; undefined where dynalite itself can. */
type Answering = (body: Buffer) => Promise<object> | undefined;
type HandOver = (request: EventEmitter, response: ServerResponse) => void;

/** Answers what dynalite cannot, on the same port, and hands everything else to it as it comes. */
export function standInFront({ server, store }: OpenDynalite): void {
  const operations = operationsOn(store);
  const listeners = server.listeners('request');
  const handOver: HandOver = (request, response) => {
    for (const listener of listeners) listener.call(server, request, response);
  };
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    const answering = operations.get(request.headers['x-amz-target']);
    if (!answering) return handOver(request, response);
    serve(answering, request, response, handOver).catch(() => response.destroy());
  });
}

/** By the value of the header that names the operation. */
function operationsOn(store: Store): ReadonlyMap<unknown, Answering> {
  const transactions = new Transactions(store);
  const make: Answering = (body) => {
    const input = objectIn(body);
    return input && transactions.make(input);
  };
  const writes = [...singleWrites].map(([operation, kind]): [string, Answering] => [
    `DynamoDB_20120810.${operation}`,
    (body) => {
      // The others are parsed by dynalite, and not here as well.
      const input = body.includes(SHOWING) ? objectIn(body) : undefined;
      return input && showsRefused(input) ? writeShowing(store, kind, input) : undefined;
    },
  ]);
  return new Map([...writes, ['DynamoDB_20120810.TransactWriteItems', make]]);
}

async function serve(
  answering: Answering,
  request: IncomingMessage,
  response: ServerResponse,
  handOver: HandOver,
): Promise<void> {
  const body = await bodyOf(request);
  const answer = answering(body);
  if (answer) return respond(response, answer);
  const { headers, method, url } = request;
  const again = Object.assign(new EventEmitter(), { headers, method, url });
  handOver(again, response);
  again.emit('data', body);
  again.emit('end');
}

const bodyOf = (request: IncomingMessage): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', reject);
  });

/** What is no JSON object, dynalite knows how to complain of. */
function objectIn(body: Buffer): object | undefined {
  try {
    const input: unknown = JSON.parse(body.toString());
    return typeof input === 'object' && input !== null ? input : undefined;
  } catch {
    return undefined;
  }
}

async function respond(response: ServerResponse, answer: Promise<object>): Promise<void> {
  try {
    send(response, 200, await answer);
  } catch (error) {
    if (isRefusal(error)) send(response, error.statusCode, error.body);
    else send(response, 500, refusal('InternalServerError', String(error)).body);
  }
}

function send(response: ServerResponse, status: number, answer: object): void {
  const body = Buffer.from(JSON.stringify(answer));
  response.writeHead(status, {
    'Content-Type': 'application/x-amz-json-1.0',
    'Content-Length': body.length,
    'x-amzn-RequestId': randomUUID(),
  });
  response.end(body);
}
