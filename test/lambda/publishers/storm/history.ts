import { type DeliveredCommit, MemoryStore, StreamVersion } from '@eventsource/core';
import type { Random } from '../../../faults/proxy/random.js';
import { record } from '../stored.js';

/** What is stored, and what a stream of the database tells of it. */
export interface History {
  readonly store: MemoryStore;
  /** The version of each stream. */
  readonly versions: ReadonlyMap<string, number>;
  /** Repeated, out of order, and not all of it. */
  readonly feed: readonly DeliveredCommit[];
}

export async function history(random: Random, events: number): Promise<History> {
  const store = new MemoryStore();
  const versions = new Map<string, StreamVersion>();
  const feed: DeliveredCommit[] = [];
  const streams = Math.max(10, Math.ceil(events / 12));
  for (let count = 0; count < events; ) {
    const stream = `order:o-${Math.floor(random.fraction() ** 1.5 * streams)}`;
    const after = versions.get(stream) ?? StreamVersion.start;
    const records = recordsOf(random, after.number, Math.min(events - count, random.integer(1, 3)));
    await store.append({ stream, after, id: Buffer.from(`${stream}/${after.number}`), records });
    versions.set(stream, after.plus(records.length));
    count += records.length;
    announce(feed, { stream, first: after.number + 1, records }, random);
  }
  return { store, versions: new Map([...versions].map(([stream, { number }]) => [stream, number])), feed };
}

const recordsOf = (random: Random, after: number, count: number): Uint8Array[] =>
  Array.from({ length: count }, (_, index) =>
    record('order-noted', { number: after + index + 1, text: 'x'.repeat(random.integer(0, 300)) }),
  );

/** Of 100 commits, 4 do not arrive, 6 arrive twice, and 10 a little too early. */
function announce(feed: DeliveredCommit[], commit: DeliveredCommit, random: Random): void {
  const dice = random.fraction();
  if (dice < 0.04) return;
  if (dice < 0.1) feed.push(commit);
  if (dice < 0.2) feed.splice(-random.integer(1, 5), 0, commit);
  else feed.push(commit);
}
