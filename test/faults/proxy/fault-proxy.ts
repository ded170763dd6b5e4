import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { Exchange } from './exchange.js';
import type { Fault } from './fault.js';
import { behaviours } from './fault-behaviour.js';
import type { FaultSource } from './fault-source.js';
import type { Ledger } from './ledger.js';
import { listeningPort } from './listening-port.js';
import { Random } from './random.js';
import { Upstream } from './upstream.js';

export interface FaultProxyOptions {
  /** Where the emulator listens. */
  readonly target: string;
  readonly faults: FaultSource;
  /** How long a late request is held, in milliseconds: longer than the caller waits. Default 200 to 1,500. */
  readonly late?: { readonly least: number; readonly most: number };
  /** For what the faults themselves leave to chance. Default 0. */
  readonly seed?: number;
  /** Where applied writes are noted, in their order. */
  readonly ledger?: Ledger | undefined;
}

/** Stands between a DynamoDB client and an emulator, and lets faults happen to the requests that pass. */
export class FaultProxy {
  readonly #options: FaultProxyOptions;
  readonly #upstream: Upstream;
  readonly #random: Random;
  readonly #server: Server;
  readonly #stopped = new AbortController();
  readonly #pending = new Set<Promise<void>>();
  readonly #met = new Map<Fault | 'none', number>();

  private constructor(options: FaultProxyOptions) {
    this.#options = options;
    this.#upstream = new Upstream(options.target, options.ledger);
    this.#random = new Random(options.seed ?? 0);
    this.#server = createServer((request, response) => {
      // An error here concerns one request only: its caller went away, or the emulator did.
      this.#track(this.#serve(request, response).catch(() => response.destroy()));
    });
  }

  static async start(options: FaultProxyOptions): Promise<FaultProxy> {
    const proxy = new FaultProxy(options);
    await once(proxy.#server.listen(0, '127.0.0.1'), 'listening');
    return proxy;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${listeningPort(this.#server)}`;
  }

  /** How many requests met each fault, and how many met none. */
  get met(): ReadonlyMap<Fault | 'none', number> {
    return this.#met;
  }

  /** Waits until the emulator is done with every request that arrived, the late ones included. */
  async settle(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  /** Ends every connection, hanging ones too. Late requests that have not been passed on never will be. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await Promise.all([closed, this.settle()]);
    this.#upstream.close();
  }

  async #serve(request: IncomingMessage, response: ServerResponse<IncomingMessage>): Promise<void> {
    const body = await buffer(request);
    const fault = this.#options.faults.next(operationOf(request));
    this.#met.set(fault ?? 'none', (this.#met.get(fault ?? 'none') ?? 0) + 1);
    const exchange = new Exchange({ headers: request.headers, body }, response, this.#upstream);
    if (!fault) return exchange.answer(await exchange.apply());
    await behaviours[fault](exchange, { random: this.#random, wait: () => this.#waitLong() });
  }

  async #waitLong(): Promise<void> {
    const { least, most } = this.#options.late ?? { least: 200, most: 1500 };
    await sleep(this.#random.integer(least, most), undefined, { signal: this.#stopped.signal });
  }

  #track(served: Promise<unknown>): void {
    const settled = served.then(() => {
      this.#pending.delete(settled);
    });
    this.#pending.add(settled);
  }
}

const operationOf = ({ headers }: IncomingMessage): string =>
  String(headers['x-amz-target'] ?? '')
    .split('.')
    .at(-1) ?? '';
