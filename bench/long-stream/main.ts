import 'reflect-metadata';
import { createTable } from '@eventsource/dynamodb';
import { startDynalite } from '@eventsource/testing';
import { forkProgram, messageOf } from '../fork-program.js';
import { showPhase } from '../phase.js';
import { runProgram } from '../program.js';
import { everyReader, type Reader } from './ledgers.js';
import { isLoadResult } from './load-result.js';
import { writeStream } from './write-stream.js';

const usage = `Loads a long stream of one-event commits cold, each time in a process of its own, from dynalite.

  npm run bench:long-stream
  npm run --silent bench:long-stream -- --events 20000 --json

  --events N  events in the long stream; it is compared with one of a tenth of them (default 100000)
  --json      print only one array of figures
  --help      print this

WithSnapshots       code that took the snapshots in the stream, one every 20 events
WithoutSnapshots    code that takes none
WithOtherSnapshots  code that takes snapshots, and can use none of those in the stream
WithEveryMemo       for comparison: an aggregate that itself holds all that is in the stream

peakLiveHeapMb is what is in use after collecting garbage; peakRssMb counts what V8 has not collected too.
`;

await runProgram({
  usage,
  number: { option: 'events', standard: 100_000 },
  main: ({ number, json }) => main(number, json),
});

async function main(events: number, json: boolean): Promise<void> {
  const dynalite = await startDynalite();
  try {
    const site = { endpoint: dynalite.endpoint, table: 'long-streams' };
    await createTable(site);
    const rows: object[] = [];
    for (const length of [Math.ceil(events / 10), events]) {
      const id = String(length);
      await writeStream(site, id, length, (written) => showPhase(`writing ${written} of ${length} events`));
      for (const reader of everyReader) rows.push(await load(site, id, reader));
    }
    showPhase('');
    if (json) process.stdout.write(`${JSON.stringify(rows)}\n`);
    else console.table(rows);
  } finally {
    await dynalite.stop();
  }
}

/** Once as it is, and once with garbage collected all the time, which would falsify how long it takes. */
async function load(site: object, id: string, reader: Reader): Promise<object> {
  showPhase(`loading ${id} events ${reader}`);
  const argument = { ...site, id, reader };
  const plain = await messageOf(forkProgram('long-stream/load.js', argument));
  const collected = await messageOf(forkProgram('long-stream/load.js', argument, '--expose-gc'));
  if (!isLoadResult(plain) || !isLoadResult(collected)) throw new TypeError('A load told nothing.');
  const { memory, ...figures } = plain;
  return { reader, ...figures, peakRssMb: memory.rssMb, peakLiveHeapMb: collected.memory.liveMb };
}
