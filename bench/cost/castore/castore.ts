import { type Dynalite, RequestLog } from '@eventsource/testing';
import type { BenchProcess, Contender } from '../contender.js';
import { posting } from '../posting.js';
import { Stream } from '../stream.js';
import { CastoreProcess } from './castore-process.js';
import { type Ledgers, ledgers } from './ledger.js';
import { castoreTable, castoreTableDefinition } from './table.js';

const id = 'one';

/** castore 2 with its adapter for DynamoDB, on a table as its README defines it. */
export async function castore(dynalite: Dynalite): Promise<Contender> {
  await dynalite.createTable(castoreTableDefinition);
  const measured = dynalite.client();
  const stream = new Stream(dynalite.client(), castoreTable, { aggregateId: { S: `ledger#${id}` } }, 'version');
  return new Castore(RequestLog.of(measured), ledgers(measured), ledgers(dynalite.client()), stream);
}

class Castore implements Contender {
  readonly library = 'castore';
  /** It loads the whole stream for each command: what one costs depends on the length alone, and 1,000 take long. */
  readonly sampling = 50;
  #length = 0;

  constructor(
    readonly log: RequestLog,
    private readonly measured: Ledgers,
    private readonly aside: Ledgers,
    private readonly stream: Stream,
  ) {}

  async grow(events: number): Promise<void> {
    while (this.#length < events) {
      const next = Math.min(events, this.#length + 25);
      const versions = Array.from({ length: next - this.#length }, (_, index) => this.#length + index + 1);
      await Promise.all(versions.map((version) => this.#push(version)));
      this.#length = next;
    }
  }

  async rewind(events: number): Promise<void> {
    await this.stream.removeAfter(events);
    this.#length = events;
  }

  start(kind: 'measured' | 'rival'): BenchProcess {
    return new CastoreProcess(kind === 'measured' ? this.measured : this.aside, id);
  }

  async #push(version: number): Promise<void> {
    await this.aside.pushEvent({ aggregateId: id, version, type: 'posted', payload: posting(version) });
  }
}
