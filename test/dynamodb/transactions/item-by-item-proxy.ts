import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { listeningPort } from '../../faults/proxy/listening-port.js';

interface WireItem {
  readonly key: { readonly S: string };
  readonly partition: { readonly N: string };
  readonly f?: { readonly N: string };
}

interface WireRequest {
  readonly TransactItems?: readonly { readonly Put: { readonly Item: WireItem } }[];
}

interface WireAnswer {
  Items?: WireItem[];
  Item?: WireItem;
}

/**
 * DynamoDB as a reader may find it: the items of a transaction become visible one by one, each at a moment of its own,
 * before the writer gets its answer. Emulators show them all at once.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-isolation
 */
export class ItemByItemProxy {
  /** How many Queries were answered with some items of a commit and not with others. */
  torn = 0;
  readonly #visibleAt = new Map<string, number>();
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  private constructor(
    private readonly target: string,
    /** The longest time between the first and the last item, in milliseconds. */
    private readonly spread: number,
  ) {}

  static async start(target: string, spread: number): Promise<ItemByItemProxy> {
    const proxy = new ItemByItemProxy(target, spread);
    await once(proxy.#server.listen(0, '127.0.0.1'), 'listening');
    return proxy;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${listeningPort(this.#server)}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = (await json(request)) as WireRequest;
    const written = (asked.TransactItems ?? []).map(({ Put: { Item: item } }) => nameOf(item));
    for (const name of written) this.#visibleAt.set(name, Infinity);
    const { status, answer } = await this.#forward(request.headers, asked);
    await this.#reveal(written);
    response
      .writeHead(status, { 'content-type': 'application/x-amz-json-1.0' })
      .end(JSON.stringify(this.#seen(answer)));
  }

  async #forward(headers: IncomingHttpHeaders, asked: WireRequest): Promise<{ status: number; answer: WireAnswer }> {
    const { 'x-amz-target': operation = '', authorization = '', 'x-amz-date': date = '' } = headers;
    const response = await fetch(this.target, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': String(operation),
        'x-amz-date': String(date),
        authorization,
      },
      body: JSON.stringify(asked),
    });
    return { status: response.status, answer: (await response.json()) as WireAnswer };
  }

  async #reveal(written: readonly string[]): Promise<void> {
    const times = written.map(() => performance.now() + Math.random() * this.spread);
    for (const [index, name] of written.entries()) this.#visibleAt.set(name, times[index] ?? 0);
    if (times.length > 0) await sleep(Math.max(...times) - performance.now() + 1);
  }

  #seen(answer: WireAnswer): WireAnswer {
    const { Items: items, Item: item } = answer;
    if (item && !this.#isVisible(item)) delete answer.Item;
    if (!items) return answer;
    const seen = items.filter((each) => this.#isVisible(each));
    const hidden = new Set(items.filter((each) => !seen.includes(each)).map(({ f }) => f?.N));
    if (seen.some(({ f }) => f && hidden.has(f.N))) this.torn += 1;
    return { ...answer, Items: seen };
  }

  #isVisible(item: WireItem): boolean {
    return (this.#visibleAt.get(nameOf(item)) ?? 0) <= performance.now();
  }
}

const nameOf = ({ key, partition }: WireItem): string => `${key.S} ${partition.N}`;
