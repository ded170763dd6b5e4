import 'reflect-metadata';
import { install, Repository } from '@eventsource/core';
import { dynamoDb } from '@eventsource/dynamodb';
import { container } from 'tsyringe';
import { readers } from './ledgers.js';

/** What a cold load in a process of its own took. */
export interface LoadResult {
  readonly version: number;
  readonly balance: number;
  readonly requests: number;
  readonly rcu: number;
  readonly milliseconds: number;
  /** The most memory that the process had at any time, in MB, and what it had before the load. */
  readonly peakMb: number;
  readonly idleMb: number;
}

const megabytes = () => process.resourceUsage().maxRSS / 1024;

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
const idleMb = megabytes();
const begun = performance.now();
const { aggregate, version, cost } = await repository.load(Ledger, options.id);
const result: LoadResult = {
  version,
  balance: aggregate.balance,
  requests: cost.requests,
  rcu: cost.readUnits,
  milliseconds: Math.round(performance.now() - begun),
  peakMb: Math.round(megabytes()),
  idleMb: Math.round(idleMb),
};
process.send?.(result, () => process.exit());
