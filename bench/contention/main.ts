import 'reflect-metadata';
import { createTable } from '@eventsource/dynamodb';
import { startDynalite } from '@eventsource/testing';
import { showPhase } from '../phase.js';
import { runProgram } from '../program.js';
import { type Contention, oneProcess, processes } from './situations.js';

const usage = `Measures what happens to one aggregate that many want at once, on dynalite, with default retries.

  npm run bench:contention
  npm run --silent bench:contention -- --json

  --commands N  how many commands each of 8 processes dispatches (default 100)
  --json        print only one array of figures
  --help        print this
`;

await runProgram({
  usage,
  number: { option: 'commands', standard: 100 },
  main: ({ number, json }) => main(number, json),
});

async function main(commands: number, json: boolean): Promise<void> {
  const dynalite = await startDynalite();
  try {
    const site = { endpoint: dynalite.endpoint, table: 'contention' };
    await createTable(site);
    const rows: Contention[] = [];
    showPhase('50 dispatches at once in one process');
    rows.push(await oneProcess(site));
    for (const think of [50, 0]) {
      showPhase(`8 processes, ${think} ms between commands`);
      rows.push(await processes(site, 8, commands, think));
    }
    showPhase('');
    process.stdout.write(json ? `${JSON.stringify(rows)}\n` : rows.map(paragraph).join('\n'));
  } finally {
    await dynalite.stop();
  }
}

function paragraph(row: Contention): string {
  const { situation, stored, failed, conflicts, shareOfFailures, requestsPerCommand, rcuPerStored, wcuPerStored } = row;
  return `${situation}
  ${stored} stored, ${failed} failed (${(100 * shareOfFailures).toFixed(1)} %), ${conflicts} conflicts
  ${requestsPerCommand.toFixed(2)} requests a command; ${rcuPerStored.toFixed(2)} RCU and ${wcuPerStored.toFixed(2)} WCU a stored one
`;
}
