import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Arrival } from './arrival.js';
import type { Fate } from './fate.js';
import { type Answer, Broken, type EntryFailure, type Protocol } from './protocol.js';

/** A service on loopback that keeps to its limits, and gives each request the next fate of its script; then it accepts. */
export class Service {
  /** The entries of each request that was well formed, whatever became of it. */
  readonly requests: (readonly Arrival[])[] = [];
  /** What was refused because a rule was broken. */
  readonly broken: Broken[] = [];
  /** Draws the fate of a request when the script is at its end. */
  draw: (arrivals: readonly Arrival[]) => Fate = () => 'accept';
  #script: Fate[] = [];
  readonly #server = createServer((incoming, outgoing) => this.#meet(incoming, outgoing));

  constructor(private readonly protocol: Protocol) {}

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  get endpoint(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Begins anew, with these fates. */
  play(...fates: Fate[]): void {
    this.#script = fates;
    this.draw = () => 'accept';
    this.requests.length = 0;
    this.broken.length = 0;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #meet(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await bodyOf(incoming);
    const answer = await this.#answer(body);
    if (answer === 'hang') return;
    if (answer === 'cut') outgoing.destroy();
    else outgoing.writeHead(answer.status, { 'content-type': answer.type }).end(answer.body);
  }

  async #answer(body: string): Promise<Answer | 'hang' | 'cut'> {
    try {
      const arrivals = this.protocol.read(body);
      this.requests.push(arrivals);
      return await this.#decide(body, arrivals, this.#script.shift() ?? this.draw(arrivals));
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      this.broken.push(error);
      return this.protocol.error(400, error.code, error.message);
    }
  }

  async #decide(body: string, arrivals: readonly Arrival[], fate: Fate): Promise<Answer | 'hang' | 'cut'> {
    if (fate === 'lose request') return 'cut';
    if (typeof fate === 'object' && 'status' in fate)
      return this.protocol.error(fate.status, fate.code, fate.message ?? 'on purpose');
    const failures = failuresOf(fate, this.protocol.faults.entryFailed);
    await this.protocol.accept(
      body,
      arrivals.map((_, place) => place).filter((place) => !failures.has(place)),
    );
    if (fate === 'hang') return 'hang';
    if (fate === 'lose answer') return 'cut';
    return this.protocol.answer(fate === 'answer nothing' ? [] : arrivals, failures);
  }
}

function failuresOf(fate: Fate, entryFailed: string): ReadonlyMap<number, EntryFailure> {
  if (typeof fate !== 'object' || !('refuse' in fate)) return new Map();
  const { code = entryFailed, message = 'on purpose', final = false } = fate;
  return new Map(fate.refuse.map((place) => [place, { code, message, final }]));
}

async function bodyOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
