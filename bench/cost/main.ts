import 'reflect-metadata';
import { startDynalite } from '@eventsource/testing';
import { showPhase } from '../phase.js';
import { runProgram } from '../program.js';
import { castore } from './castore/castore.js';
import { compare } from './comparison.js';
import type { CostRow } from './cost-row.js';
import { costTable } from './cost-table.js';
import { eventsource } from './eventsource/eventsource.js';
import { twoStreams } from './two-streams.js';

const usage = `Measures what a command costs in requests, read units and write units, here and with castore, on dynalite.

  npm run bench:cost
  npm run --silent bench:cost -- --json > cost.json

  --json  print only one array of { case, library, priorEvents, requests, rcu, wcu }
  --help  print this

cached           one event, in a process that has just worked on the aggregate (castore keeps nothing in memory)
cold             one event, in a process that has just started
three-events     three events in one command, after the same (castore: three pushes, not atomic; a group would cost 6 WCU)
rejected-cached  rejected by the aggregate, after the same
lost-race        one event, while another process appends one first; the refused write is in the sum
life-1000        average of 1,000 commands of one event in a row (castore: every 50th is measured)
two-streams      one event in each of two streams, stored together, in a process that has just worked on both (castore is
                 not measured)

A refused write and a Query without a result are counted as AWS charges them: 1 unit at least.
`;

await runProgram({ usage, main: ({ json }) => main(json) });

async function main(json: boolean): Promise<void> {
  const dynalite = await startDynalite();
  try {
    const rows: CostRow[] = [];
    const contenders = [await eventsource(dynalite), await castore(dynalite)];
    for await (const row of compare(contenders, showPhase)) rows.push(row);
    rows.push(...(await twoStreams(dynalite, showPhase)));
    process.stdout.write(`${json ? JSON.stringify(rows) : costTable(rows)}\n`);
  } finally {
    showPhase('');
    await dynalite.stop();
  }
}
