import {
  Aggregate,
  Event,
  EventHandler,
  type MemoryTransaction,
  Projection,
  type ProjectionContext,
} from '@eventsource/core';

@Event('entered')
export class Entered {
  constructor(
    readonly amount: number,
    readonly memo: string,
  ) {}
}

@Aggregate('ledger')
export class Ledger {
  @EventHandler()
  protected entered(_: Entered) {}
}

/** The read model: a sum for each stream, in memory, so that little but the rebuild itself is measured. */
@Projection('sums')
export class Sums {
  readonly sums = new Map<string, number>();

  @EventHandler()
  protected entered({ amount }: Entered, { stream, transaction }: ProjectionContext<MemoryTransaction>) {
    transaction.change(() => this.sums.set(stream, (this.sums.get(stream) ?? 0) + amount));
  }
}

const STREAM_LENGTH = 100;

export interface Row {
  readonly stream: string;
  readonly version: number;
  readonly record: Buffer;
}

/** One-event commits with records of about 220 bytes. */
export function* rows(events: number): Generator<Row> {
  for (let event = 0; event < events; event++) {
    const stream = `ledger:${Math.floor(event / STREAM_LENGTH)}`;
    const d = { amount: 1, memo: `entry number ${event} `.padEnd(140, 'abcdefgh') };
    const record = Buffer.from(JSON.stringify({ t: 'entered', a: '2026-01-01T00:00:00.000Z', d }));
    yield { stream, version: (event % STREAM_LENGTH) + 1, record };
  }
}
