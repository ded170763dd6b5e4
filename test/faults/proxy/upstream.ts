import { Agent, type IncomingHttpHeaders, type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Ledger } from './ledger.js';

export interface ReceivedRequest {
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Reply {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

/** The emulator behind the proxy. */
export class Upstream {
  readonly #agent: Agent;

  constructor(
    readonly endpoint: string,
    private readonly ledger?: Ledger,
  ) {
    // A connection that the emulator closes while a write is sent on it would leave open whether that was applied.
    this.#agent = new Agent({ keepAlive: ledger === undefined });
  }

  /** Executes the request there, whatever has become of its caller. */
  apply(received: ReceivedRequest): Promise<Reply> {
    const send = () => this.#send(received);
    return this.ledger ? this.ledger.record(received, send) : send();
  }

  async #send(received: ReceivedRequest): Promise<Reply> {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const { headers, body } = received;
      request(this.endpoint, { method: 'POST', agent: this.#agent, headers }, resolve).on('error', reject).end(body);
    });
    // DynamoDB Local sends longer answers in chunks; passed on, they have a length, and both at once are no HTTP.
    const { 'transfer-encoding': _, ...headers } = response.headers;
    return { status: response.statusCode ?? 502, headers, body: await buffer(response) };
  }

  close(): void {
    this.#agent.destroy();
  }
}
