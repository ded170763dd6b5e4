import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { Publisher } from '@eventsource/lambda';
import type { ReceivedEvent, RequestFate, TargetUnderTest } from '@eventsource/lambda/contract';
import { WebhookTarget } from './webhook-target.js';

/** The target with a webhook on loopback, which does with each request what the contract decides. */
export async function startWebhook(): Promise<TargetUnderTest> {
  const requests: ReceivedEvent[][] = [];
  const accepted: ReceivedEvent[] = [];
  let decide: (events: readonly ReceivedEvent[]) => RequestFate = () => 'accept';

  const server = createServer(async (request, response) => {
    const body = await text(request);
    const events = [{ ...JSON.parse(body), size: Buffer.byteLength(body) }];
    requests.push(events);
    const fate = decide(events);
    if (isAccepted(fate)) accepted.push(...events);
    if (fate === 'lose request' || fate === 'lose answer') response.destroy();
    else if (fate !== 'hang') response.writeHead(statusOf(fate)).end('An answer may have a body.');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/hooks/secret`;

  const { limits, ordered } = new WebhookTarget(url, { source: '/orders' });
  return {
    limits,
    ordered,
    publisher: (options) => new Publisher(new WebhookTarget(url, { source: '/orders' }), options),
    decide: (fate) => {
      decide = fate;
    },
    requests: () => requests,
    accepted: () => accepted,
    stop: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const isAccepted = (fate: RequestFate): boolean =>
  typeof fate === 'object' ? fate.refuse.length === 0 : /^(accept|lose answer|hang)$/.test(fate);

function statusOf(fate: RequestFate): number {
  if (typeof fate === 'object') return fate.refuse.length === 0 ? 202 : fate.final ? 422 : 503;
  return STATUS[fate] ?? 202;
}

const STATUS: Readonly<Partial<Record<string, number>>> = {
  'refuse content': 400,
  throttle: 429,
  fail: 500,
  'deny access': 401,
  'find no target': 404,
};
