import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { now } from '../worker/call.js';
import type { ReceivedRequest, Reply } from './upstream.js';

/** One item that was put, or whose key was deleted. */
export type AppliedWrite =
  | { readonly table: string; readonly put: Readonly<Record<string, AttributeValue>> }
  | { readonly table: string; readonly deleted: Readonly<Record<string, AttributeValue>> };

/** What one request changed, all at once, at some moment between `from` and `to`. */
export interface Applied {
  /** Nanoseconds, as in a {@link Call}. */
  readonly from: number;
  readonly to: number;
  readonly writes: readonly AppliedWrite[];
}

/**
 * Lets one write at a time through to the emulator, and so knows in which order they were applied, and which were not. All
 * proxies of a run share one.
 */
export class Ledger {
  readonly #applied: Applied[] = [];
  readonly #transactions = new Set<string>();
  #last: Promise<unknown> = Promise.resolve();
  #lost = 0;

  get applied(): readonly Applied[] {
    return this.#applied;
  }

  /** Writes of which even the emulator's own answer was lost: then nobody knows what was applied. */
  get lost(): number {
    return this.#lost;
  }

  record(request: ReceivedRequest, send: () => Promise<Reply>): Promise<Reply> {
    const writes = writesOf(request);
    if (!writes) return send();
    const reply = this.#last.then(() => this.#write(writes, send));
    this.#last = reply.catch(() => undefined);
    return reply;
  }

  async #write({ token, writes }: Writes, send: () => Promise<Reply>): Promise<Reply> {
    const from = now();
    const reply = await send().catch((error: unknown) => {
      this.#lost += 1;
      throw error;
    });
    // A transaction that is sent again under its token is answered as before, and changes nothing.
    const isRepeated = token !== undefined && this.#transactions.has(token);
    if (reply.status === 200 && !isRepeated) this.#applied.push({ from, to: now(), writes });
    if (reply.status === 200 && token !== undefined) this.#transactions.add(token);
    return reply;
  }
}

interface Writes {
  readonly token: string | undefined;
  readonly writes: readonly AppliedWrite[];
}

interface Put {
  readonly TableName: string;
  readonly Item: WireItem;
}

interface Delete {
  readonly TableName: string;
  readonly Key: WireItem;
}

/** Attributes as they are sent: bytes in base64. */
type WireItem = Readonly<Record<string, { readonly S?: string; readonly N?: string; readonly B?: string }>>;

/** `undefined` for what changes nothing. */
function writesOf({ headers, body }: ReceivedRequest): Writes | undefined {
  const operation = String(headers['x-amz-target']).split('.').at(-1);
  if (operation === 'PutItem') return { token: undefined, writes: [putOf(JSON.parse(body.toString()))] };
  if (operation === 'DeleteItem') return { token: undefined, writes: [deletionOf(JSON.parse(body.toString()))] };
  if (operation !== 'TransactWriteItems') return undefined;
  const { ClientRequestToken: token, TransactItems: items }: Transaction = JSON.parse(body.toString());
  const writes = items.flatMap(({ Put, Delete }) => (Put ? [putOf(Put)] : Delete ? [deletionOf(Delete)] : []));
  return { token, writes };
}

interface Transaction {
  readonly ClientRequestToken: string;
  readonly TransactItems: readonly { readonly Put?: Put; readonly Delete?: Delete }[];
}

const putOf = ({ TableName: table, Item }: Put): AppliedWrite => ({ table, put: decoded(Item) });

const deletionOf = ({ TableName: table, Key }: Delete): AppliedWrite => ({ table, deleted: decoded(Key) });

const decoded = (item: WireItem): Record<string, AttributeValue> =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, attributeOf(value)]));

const attributeOf = ({ S, N, B = '' }: WireItem[string]): AttributeValue =>
  S !== undefined ? { S } : N !== undefined ? { N } : { B: Buffer.from(B, 'base64') };
