import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ReceivedRequest, Reply, Upstream } from './upstream.js';

/** One request and everything that can be done with it and to its caller. */
export class Exchange {
  readonly #request: ReceivedRequest;
  readonly #response: ServerResponse<IncomingMessage>;
  readonly #upstream: Upstream;

  constructor(request: ReceivedRequest, response: ServerResponse<IncomingMessage>, upstream: Upstream) {
    this.#request = request;
    this.#response = response;
    this.#upstream = upstream;
  }

  /** How many items it writes in one transaction; 0 when it is none. */
  get transactionSize(): number {
    const { TransactItems: items }: { TransactItems?: unknown } = JSON.parse(this.#request.body.toString());
    return Array.isArray(items) ? items.length : 0;
  }

  /** Lets the emulator execute the request; may be called after the caller has gone. */
  apply(): Promise<Reply> {
    return this.#upstream.apply(this.#request);
  }

  answer({ status, headers, body }: Reply): void {
    this.#response.writeHead(status, { ...headers, 'content-length': body.length }).end(body);
  }

  /** Promises the whole answer, sends half of it, and ends the connection. */
  answerHalf({ status, headers, body }: Reply): void {
    const half = body.subarray(0, Math.floor(body.length / 2));
    this.#response.writeHead(status, { ...headers, 'content-length': body.length });
    this.#response.write(half, () => this.cut());
    this.#response.flushHeaders();
  }

  /** Ends the connection without an answer. */
  cut(): void {
    this.#response.destroy();
  }

  reset(): void {
    this.#response.socket?.resetAndDestroy();
  }
}
