import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Notes what it is sent, and fails. */
export class Recorder {
  readonly bodies: ReturnType<typeof JSON.parse>[] = [];
  /** That each request was signed for. */
  readonly regions: (string | undefined)[] = [];
  readonly #server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    this.bodies.push(body.startsWith('{') ? JSON.parse(body) : body);
    this.regions.push(/Credential=[^/]+\/\d+\/([^/]+)/.exec(incoming.headers.authorization ?? '')?.[1]);
    outgoing.writeHead(500).end();
  });

  static async start(): Promise<Recorder> {
    const recorder = new Recorder();
    recorder.#server.listen(0, '127.0.0.1');
    await once(recorder.#server, 'listening');
    return recorder;
  }

  get endpoint(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
