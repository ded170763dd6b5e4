import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTable } from '@eventsource/dynamodb';
import { startDynalite } from '@eventsource/testing';
import { forkProgram, messageOf } from '../fork-program.js';
import { showPhase } from '../phase.js';
import { runProgram } from '../program.js';
import { fillTable, type Site, writeFiles } from './prepare.js';
import { isRunResult } from './run-result.js';

const usage = `Builds a read model anew, each time in a process of its own: from a table on dynalite, in 4 segments; from an
export of it; from an archive of Firehose. Files are sorted with 16 MB of memory.

  npm run bench:rebuild
  npm run --silent bench:rebuild -- --events 20000 --json

  --events N  events, in streams of 100, one a commit, about 220 bytes each (default 100000)
  --json      print only one array of figures
  --help      print this

dynalite takes most of the time of a rebuild from the table. peakLiveHeapMb is what is in use after collecting garbage;
peakRssMb counts what V8 has not collected too.
`;

await runProgram({
  usage,
  number: { option: 'events', standard: 100_000 },
  main: ({ number, json }) => main(number, json),
});

async function main(events: number, json: boolean): Promise<void> {
  const dynalite = await startDynalite();
  const folder = await mkdtemp(join(tmpdir(), 'bench-rebuild-'));
  try {
    const site = { endpoint: dynalite.endpoint, table: 'ledgers' };
    await createTable(site);
    await fillTable(site, events, (written) => showPhase(`writing ${written} of ${events} events`));
    await writeFiles(folder, events);
    const rows: object[] = [];
    for (const kind of ['table', 'export', 'archive']) rows.push(await measure(site, folder, kind));
    showPhase('');
    if (json) process.stdout.write(`${JSON.stringify(rows)}\n`);
    else console.table(rows);
  } finally {
    await dynalite.stop();
    await rm(folder, { recursive: true });
  }
}

/** Once as it is, and once with garbage collected all the time, which would falsify how long it takes. */
async function measure(site: Site, folder: string, kind: string): Promise<object> {
  showPhase(`rebuilding from ${kind}`);
  const argument = { ...site, folder, kind };
  const plain = await messageOf(forkProgram('rebuild/run.js', argument));
  const collected = await messageOf(forkProgram('rebuild/run.js', argument, '--expose-gc'));
  if (!isRunResult(plain) || !isRunResult(collected)) throw new TypeError('A rebuild told nothing.');
  const { events, milliseconds, units, memory } = plain;
  const eventsASecond = Math.round((events * 1000) / milliseconds);
  return {
    kind,
    events,
    milliseconds,
    eventsASecond,
    units,
    peakRssMb: memory.rssMb,
    peakLiveHeapMb: collected.memory.liveMb,
  };
}
