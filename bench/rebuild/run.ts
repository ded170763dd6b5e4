import 'reflect-metadata';
import { install, MemoryCheckpoints, MemoryStore, Projections } from '@eventsource/core';
import { rebuild } from '@eventsource/dynamodb';
import { firehoseArchive, localFolder, replay, tableExport } from '@eventsource/lambda/replay';
import { container } from 'tsyringe';
import { MemoryWatch } from '../long-stream/memory-watch.js';
import type { Site } from './prepare.js';
import { Ledger, Sums } from './rows.js';
import type { RunResult } from './run-result.js';

// The program of a process that rebuilds one read model from one source, and tells what it took.
const options: Site & { readonly kind: 'table' | 'export' | 'archive'; readonly folder: string } = JSON.parse(
  process.argv[2] ?? '',
);
const app = container.createChildContainer();
install(app, {
  aggregates: [Ledger],
  projections: [Sums],
  checkpoints: new MemoryCheckpoints(),
  store: new MemoryStore(),
});
const consumers = app.resolve(Projections).consumers();
const { endpoint, table, folder, kind } = options;
const watch = new MemoryWatch();
const begun = performance.now();
const totals = await work();
const milliseconds = Math.round(performance.now() - begun);
const events = [...app.resolve(Sums).sums.values()].reduce((sum, one) => sum + one, 0);
const result: RunResult = { events, milliseconds, units: totals.units, memory: watch.stop() };
process.send?.(result, () => process.exit());

async function work(): Promise<{ readonly units: number }> {
  if (kind === 'table') return rebuild({ endpoint, table, consumers, readUnitsPerSecond: 1e9 });
  const source = { export: tableExport, archive: firehoseArchive }[kind];
  await replay({ from: source(localFolder(`${folder}/${kind}`)), consumers, memory: 16 * 1024 * 1024 });
  return { units: 0 };
}
