import { once } from 'node:events';
import type { Server } from 'node:http';
import { Dynalite } from './dynalite.js';

/**
 * Starts dynalite, a DynamoDB API, inside this process: on a free port of the loopback interface, with no tables, and
 * nothing on disk. It answers when the promise resolves.
 *
 * It knows no transactions, no streams and no TTL, and returns no item on a failed condition.
 *
 * @example
 * const dynalite = await startDynalite();
 * const client = dynalite.client();
 * // … create tables, run tests …
 * await dynalite.stop();
 */
export async function startDynalite(): Promise<Dynalite> {
  // Loaded here and not at import, because a test that only runs scenarios should not wait for either of them.
  const [{ default: dynalite }, { DynamoDB }] = await Promise.all([
    import('dynalite'),
    import('@aws-sdk/client-dynamodb'),
  ]);
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return new Dynalite(server, `http://127.0.0.1:${portOf(server)}`, (config) => new DynamoDB(config));
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('dynalite listens on no TCP port.');
  return address.port;
}
