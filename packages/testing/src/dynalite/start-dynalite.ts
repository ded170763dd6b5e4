import { once } from 'node:events';
import type { Server } from 'node:http';
import { Dynalite } from './dynalite.js';

export interface StartDynaliteOptions {
  /**
   * Whether it answers TransactWriteItems, and shows the item that a condition has refused, as DynamoDB does. Default true.
   * With false it is dynalite as it comes: for tests of what happens without.
   */
  readonly transactions?: boolean;
}

/**
 * Starts dynalite, a DynamoDB API, inside this process: on a free port of the loopback interface, with no tables, and
 * nothing on disk. It answers when the promise resolves.
 *
 * It makes transactions, and shows the item that a condition refused to a write that asks for it. It knows no
 * TransactGetItems, no streams and no TTL. Transactions wait for each other: none is cancelled for a `TransactionConflict`.
 *
 * @example
 * const dynalite = await startDynalite();
 * const client = dynalite.client();
 * // … create tables, run tests …
 * await dynalite.stop();
 */
export async function startDynalite({ transactions = true }: StartDynaliteOptions = {}): Promise<Dynalite> {
  // Loaded here and not at import, because a test that only runs scenarios should not wait for any of them.
  const [server, { DynamoDB }] = await Promise.all([
    transactions ? withTransactions() : plain(),
    import('@aws-sdk/client-dynamodb'),
  ]);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return new Dynalite(server, `http://127.0.0.1:${portOf(server)}`, (config) => new DynamoDB(config));
}

const atOnce = { createTableMs: 0, deleteTableMs: 0 };

async function plain(): Promise<Server> {
  const { default: dynalite } = await import('dynalite');
  return dynalite(atOnce);
}

async function withTransactions(): Promise<Server> {
  const [{ openDynalite }, { standInFront }] = await Promise.all([import('./open-dynalite.js'), import('./front.js')]);
  const dynalite = openDynalite(atOnce);
  standInFront(dynalite);
  return dynalite.server;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('dynalite listens on no TCP port.');
  return address.port;
}
