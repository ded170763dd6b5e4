import { spawnSync } from 'node:child_process';
import { expect } from 'chai';

const PROGRAM = new URL('../../../packages/cli/bin/eventsource.js', import.meta.url).pathname;

/** Milliseconds over an empty program that `--help` may take, and how often both are run. */
const ALLOWED = 60;
const RUNS = 20;
/** What an empty program takes on a machine with nothing else to do. Where it takes longer, all else does, too. */
const UNDISTURBED = 50;

describe('The start of the command', () => {
  it(`takes at most ${ALLOWED} ms more than an empty program, medians of ${RUNS}`, function () {
    this.timeout(120_000);
    this.retries(2);
    const empty: number[] = [];
    const help: number[] = [];
    // By turns, so that what else the machine does meets both.
    for (let turn = 0; turn < RUNS; turn++) {
      empty.push(timed(['-e', '0']));
      help.push(timed([PROGRAM, '--help']));
    }
    const slowness = Math.max(1, median(empty) / UNDISTURBED);
    expect((median(help) - median(empty)) / slowness).to.be.at.most(ALLOWED);
  });

  it('loads neither the AWS SDK nor any other package of ours', () => {
    const { stderr } = spawnSync(process.execPath, [PROGRAM, '--help'], {
      env: { NODE_DEBUG: 'esm' },
      encoding: 'utf8',
    });
    const loaded = [...stderr.matchAll(/(?:packages|node_modules)\/(?:@[\w-]+\/)?[\w-]+/g)].map(([path]) => path);
    expect([...new Set(loaded)]).to.have.members(['packages/cli', 'node_modules/commander']);
  });
});

function timed(args: readonly string[]): number {
  const begin = performance.now();
  const { status } = spawnSync(process.execPath, args);
  expect(status).to.equal(0);
  return performance.now() - begin;
}

function median(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
