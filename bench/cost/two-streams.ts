import { Dispatcher, install } from '@eventsource/core';
import { createTable, dynamoDb } from '@eventsource/dynamodb';
import { container } from 'tsyringe';
import { DynamoDbLocal } from '../../test/conformance/dynamodb-local/dynamodb-local.js';
import type { CostRow } from './cost-row.js';
import { Ledger, Post } from './eventsource/ledger.js';
import { posting } from './posting.js';

const table = 'eventsource';
const ledgers = ['one', 'two'];
/** It costs the same at any length; growing two streams further takes long on DynamoDB Local. */
const lengths = [10, 100, 1000];

/**
 * Two commands stored together, in a process that has just worked on both aggregates: on DynamoDB Local, since dynalite
 * knows no transactions, and counted by DynamoDB's rule, since DynamoDB Local counts transactions wrong. Where it cannot
 * run, without Java say, the whole row is by rule.
 *
 * @param measured the other rows.
 */
export async function twoStreams(measured: readonly CostRow[], onPhase: (phase: string) => void): Promise<CostRow[]> {
  onPhase('DynamoDB Local: starting');
  const local = await DynamoDbLocal.start().catch(() => undefined);
  if (!local) return byRule(measured);
  try {
    return await onDynamoDbLocal(local, onPhase);
  } finally {
    await local.stop();
  }
}

/** One request, no reads, and for each stream twice the units of a write by itself. */
function byRule(measured: readonly CostRow[]): CostRow[] {
  return measured
    .filter(({ case: name, library, priorEvents }) => {
      return name === 'cached' && library === 'eventsource' && lengths.includes(priorEvents);
    })
    .map(({ priorEvents, wcu }) => rowOf(priorEvents, { requests: 1, readUnits: 0, writeUnits: 2 * 2 * wcu }));
}

async function onDynamoDbLocal(local: DynamoDbLocal, onPhase: (phase: string) => void): Promise<CostRow[]> {
  const client = local.client();
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
