import { Dispatcher, install } from '@eventsource/core';
import { createTable, dynamoDb } from '@eventsource/dynamodb';
import type { Dynalite } from '@eventsource/testing';
import { container } from 'tsyringe';
import type { CostRow } from './cost-row.js';
import { Ledger, Post } from './eventsource/ledger.js';
import { posting } from './posting.js';

const table = 'two-streams';
const ledgers = ['one', 'two'];
/** It costs the same at any length. */
const lengths = [10, 100, 1000];

/** Two commands stored together, in a process that has just worked on both aggregates. */
export async function twoStreams(dynalite: Dynalite, onPhase: (phase: string) => void): Promise<CostRow[]> {
  const client = dynalite.client();
  await createTable({ table, client });
  const app = container.createChildContainer();
  install(app, { aggregates: [Ledger] }, dynamoDb({ client, table }));
  const dispatcher = app.resolve(Dispatcher);
  const rows: CostRow[] = [];
  let grown = 0;
  for (const priorEvents of lengths) {
    onPhase(`eventsource: growing two streams to ${priorEvents} events`);
    for (; grown < priorEvents; grown += 1) {
      await Promise.all(commands(grown).map((command) => dispatcher.dispatch(command)));
    }
    const [committed] = await dispatcher.dispatchAll(commands(grown));
    grown += 1;
    if (committed) rows.push(rowOf(priorEvents, committed.cost));
  }
  return rows;
}

const commands = (number: number) => ledgers.map((ledger) => new Post(ledger, [posting(number)]));

interface Units {
  readonly requests: number;
  readonly readUnits: number;
  readonly writeUnits: number;
}

const rowOf = (priorEvents: number, { requests, readUnits: rcu, writeUnits: wcu }: Units): CostRow => ({
  case: 'two-streams',
  library: 'eventsource',
  priorEvents,
  requests,
  rcu,
  wcu,
});
