import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { MemoryCheckpoints } from '@eventsource/core';
import { EventRefusedError, Publisher, TargetUnavailableError } from '@eventsource/lambda';
import { targetContract } from '@eventsource/lambda/contract';
import { expect } from 'chai';
import { startWebhook } from '../../examples/guides/publishing/webhook-service.js';
import { WebhookTarget } from '../../examples/guides/publishing/webhook-target.js';

// #region contract
describe('A publisher to a webhook', () => {
  targetContract(describe, it, startWebhook, {
    skip: { 'loses nothing when answers have nothing to say': 'a status says all that there is to say' },
  });
});
// #endregion

describe('The WebhookTarget of the guide', () => {
  let server: Server;
  let statuses: number[];
  let answer: string;
  let connections: number;
  let requests: number;

  const publish = async (events: number, attempts = 1) => {
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('The server does not listen.');
    const target = new WebhookTarget(`http://127.0.0.1:${address.port}/hooks/s3cret?token=s3cret`, {
      source: '/orders',
    });
    const publisher = new Publisher(target, { name: 'p', checkpoints: new MemoryCheckpoints(), attempts });
    const record = Buffer.from('{"t":"e","d":{}}');
    return publisher.take([{ stream: 'order:o-1', first: 1, records: Array(events).fill(record) }]);
  };

  beforeEach(async () => {
    [statuses, answer, connections, requests] = [[], 'ok', 0, 0];
    server = createServer(async (request, response) => {
      await text(request);
      requests += 1;
      response.writeHead(statuses.shift() ?? 200, { location: '/' }).end(answer);
    });
    server.on('connection', () => {
      connections += 1;
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('uses its connections again, however long the answers are', async () => {
    answer = 'x'.repeat(100_000);
    expect(await publish(30)).to.deep.equal([]);
    expect(requests).to.equal(30);
    expect(connections).to.be.lessThan(5);
  });

  it('gives up an event that the webhook finds wrong or too large', async () => {
    for (const status of [400, 413, 422]) {
      statuses = [status];
      const [failure] = await publish(1);
      expect(failure?.error, String(status))
        .to.be.instanceOf(EventRefusedError)
        .and.include({ code: String(status) });
      expect(failure).to.include({ transient: false });
    }
  });

  it('blames no event when it is turned away, sent elsewhere, or the webhook is gone', async () => {
    for (const status of [301, 302, 303, 307, 401, 403, 404, 410, 415, 429, 503]) {
      statuses = [status];
      requests = 0;
      const [failure] = await publish(1);
      expect(failure?.error, String(status)).to.be.instanceOf(TargetUnavailableError);
      expect(failure).to.include({ transient: true });
      expect(requests).to.equal(1);
    }
  });

  it('tells no error of the secrets in its URL', async () => {
    for (const status of [400, 422, 503]) {
      statuses = [status];
      const [failure] = await publish(1);
      expect(failure?.error)
        .to.have.property('message')
        .that.includes('webhook at 127.0.0.1')
        .and.not.includes('s3cret');
    }
  });
});
