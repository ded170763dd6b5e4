import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Builds, bundle, byPackage } from '../../test/bundles/bundle.js';
import { showPhase } from '../phase.js';
import { runProgram } from '../program.js';
import { loadTimes } from './load-times.js';
import { programs } from './programs.js';

const usage = `Bundles what is deployed, minified by esbuild, and measures each bundle: its size, the part of it that is ours, and how long
a process takes to load it, beside the DynamoDB client alone.

  npm run bench:bundles
  npm run --silent bench:bundles -- --loads 50 --json

  --loads N  processes that load each bundle, in turns; the median counts (default 25)
  --json     print only one array of figures
  --help     print this

loadMs is the time of a process less that of one that loads nothing. "module" prefers the module builds of other packages
(--main-fields=module,main), of which esbuild leaves out what is not used; "main" is its default for Node.
`;

await runProgram({
  usage,
  number: { option: 'loads', standard: 25 },
  main: ({ number, json }) => main(number, json),
});

interface Row {
  readonly builds: Builds;
  readonly program: string;
  readonly kb: number;
  readonly gzipKb: number;
  readonly ofOursKb: number;
}

async function main(loads: number, json: boolean): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-bundles-'));
  try {
    const rows = new Map<string, Row>();
    for (const builds of ['main', 'module'] as const) {
      for (const [program, text] of Object.entries(programs)) {
        showPhase(`bundling ${program} with ${builds} builds`);
        const path = join(folder, `${rows.size}.cjs`);
        rows.set(path, await sizes(path, builds, program, text));
      }
    }
    const times = await loadTimes([...rows.keys()], loads, (round) => showPhase(`loading, round ${round} of ${loads}`));
    const measured = [...rows].map(([path, row]) => ({ ...row, loadMs: times.get(path) }));
    showPhase('');
    if (json) process.stdout.write(`${JSON.stringify(measured)}\n`);
    else console.table(measured);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function sizes(path: string, builds: Builds, program: string, text: string): Promise<Row> {
  const made = await bundle(text, builds);
  await writeFile(path, made.code);
  const ours = [...byPackage(made)].filter(([name]) => name.startsWith('@eventsource/'));
  const ofOurs = ours.reduce((sum, [, size]) => sum + size, 0);
  return {
    builds,
    program,
    kb: kb(made.code.length),
    gzipKb: kb(gzipSync(made.code).length),
    ofOursKb: kb(ofOurs),
  };
}

function kb(bytes: number): number {
  return Math.round(bytes / 1024);
}
