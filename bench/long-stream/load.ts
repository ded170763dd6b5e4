import 'reflect-metadata';
import { install, Repository } from '@eventsource/core';
import { dynamoDb } from '@eventsource/dynamodb';
import { container } from 'tsyringe';
import { readers } from './ledgers.js';
import type { LoadResult } from './load-result.js';
import { MemoryWatch } from './memory-watch.js';

// The program of a process that loads one stream, as code of that kind does, and tells what it took.
const options: { endpoint: string; table: string; id: string; reader: keyof typeof readers } = JSON.parse(
  process.argv[2] ?? '',
);
const Ledger = readers[options.reader];
const app = container.createChildContainer();
install(
  app,
  { aggregates: [Ledger] },
  dynamoDb({ endpoint: options.endpoint, table: options.table, requestTimeout: 60_000 }),
);
const repository = app.resolve(Repository);
await repository.load(Ledger, 'nobody');
const watch = new MemoryWatch();
const begun = performance.now();
const { aggregate, version, cost } = await repository.load(Ledger, options.id);
const milliseconds = Math.round(performance.now() - begun);
const result: LoadResult = {
  version,
  balance: aggregate.balance,
  requests: cost.requests,
  rcu: cost.readUnits,
  milliseconds,
  memory: watch.stop(),
};
process.send?.(result, () => process.exit());
