import { createTable } from '@eventsource/dynamodb';
import { type Dynalite, RequestLog } from '@eventsource/testing';
import type { BenchProcess, Contender } from '../contender.js';
import { Stream } from '../stream.js';
import { EventSourceProcess } from './eventsource-process.js';

const table = 'eventsource';
const id = 'one';

/** This framework with its defaults, and a snapshot every 20 events. */
export async function eventsource(dynalite: Dynalite): Promise<Contender> {
  const aside = dynalite.client();
  await createTable({ table, client: aside });
  const measured = dynalite.client();
  const start = (kind: 'measured' | 'rival') =>
    new EventSourceProcess(kind === 'measured' ? measured : aside, table, id);
  return new EventSource(
    RequestLog.of(measured),
    start,
    new Stream(aside, table, { key: { S: `ledger:${id}` } }, 'partition'),
  );
}

class EventSource implements Contender {
  readonly library = 'eventsource';
  readonly sampling = 1;
  /** Appends what is not measured; whenever it does, the stream is as it left it. */
  readonly #grower: BenchProcess;
  #length = 0;

  constructor(
    readonly log: RequestLog,
    readonly start: (kind: 'measured' | 'rival') => BenchProcess,
    private readonly stream: Stream,
  ) {
    this.#grower = start('rival');
  }

  async grow(events: number): Promise<void> {
    for (; this.#length < events; this.#length += 1) await this.#grower.post();
  }

  async rewind(events: number): Promise<void> {
    await this.stream.removeAfter(events);
  }
}
