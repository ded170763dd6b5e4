import 'reflect-metadata';
import { forkProgram, messageOf } from '../fork-program.js';
import { showPhase } from '../phase.js';
import { runProgram } from '../program.js';
import { type Contestant, contestants } from './contestants.js';

const usage = `Measures the processor time of one command on a cached aggregate against that of the AWS SDK alone.

  npm run bench:processor-time
  npm run --silent bench:processor-time -- --commands 500 --json

  --commands N  commands a round; there are 9 rounds, of which the median counts (default 1000)
  --json        print only one object: microseconds by what was measured
  --help        print this
`;

const ROUNDS = 9;

await runProgram({
  usage,
  number: { option: 'commands', standard: 1000 },
  main: ({ number, json }) => main(number, json),
});

async function main(commands: number, json: boolean): Promise<void> {
  const server = forkProgram('processor-time/answering-server.js', {});
  const { port } = Object(await messageOf(server));
  try {
    const medians = await measure(contestants(`http://127.0.0.1:${port}`), commands);
    if (json) process.stdout.write(`${JSON.stringify(medians)}\n`);
    else process.stdout.write(describe(medians));
  } finally {
    server.disconnect();
  }
}

/** Round by round, so that a noisy moment of the machine hits all alike. The first two rounds warm up. */
async function measure(all: Readonly<Record<string, Contestant>>, commands: number): Promise<Record<string, number>> {
  const times = new Map(Object.keys(all).map((name) => [name, [] as number[]]));
  for (let round = -2; round < ROUNDS; round += 1) {
    for (const [name, contestant] of Object.entries(all)) {
      showPhase(`round ${round + 1} of ${ROUNDS}: ${name}`);
      const microseconds = await processorTime(contestant, commands);
      if (round >= 0) times.get(name)?.push(microseconds);
    }
  }
  showPhase('');
  return Object.fromEntries([...times].map(([name, rounds]) => [name, median(rounds)]));
}

async function processorTime(contestant: Contestant, commands: number): Promise<number> {
  const before = process.cpuUsage();
  for (let command = 0; command < commands; command += 1) await contestant();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / commands;
}

function median(numbers: readonly number[]): number {
  const middle = numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];
  return Math.round(middle ?? 0);
}

function describe(medians: Readonly<Record<string, number>>): string {
  const entries = Object.entries(medians);
  let alone = 0;
  const lines = entries.map(([name, microseconds]) => {
    if (name.startsWith('SDK')) alone = microseconds;
    const ratio = name.includes('memory') ? '' : `${(microseconds / alone).toFixed(2)} times the SDK alone`;
    return `${name.padEnd(48)} ${String(microseconds).padStart(6)} µs  ${ratio}`;
  });
  return `${lines.join('\n')}\n`;
}
