import type { Server } from 'node:http';

/** The port that the operating system chose for a server that listens on port 0. */
export function listeningPort(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server does not listen on a port.');
  return address.port;
}
