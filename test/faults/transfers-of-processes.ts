import { expect } from 'chai';
import { sampleTransfers } from './plan/plan.js';
import { evenRates } from './proxy/fault-source.js';
import { run } from './run/run.js';

const SEED = 20_260_101;
const WORKERS = 3;

/** So many transfers between two accounts, of several processes that are killed, through a faulty network. */
export function transfersOfProcesses(endpoint: () => string, transfers: number): void {
  it('neither make nor destroy money, although the processes are killed and start again', async function () {
    this.timeout(180_000);
    const scenario = {
      seed: SEED,
      plan: sampleTransfers(WORKERS, transfers, SEED),
      rates: evenRates(0.12),
      lives: { least: 50, most: 500, kills: 2 },
      patience: 400,
      lanes: 3,
    };

    const { figures, violations } = await run(scenario, endpoint());

    expect(violations).to.deep.equal([]);
    expect(figures.kills).to.be.above(0);
    expect(Object.keys(figures.faults)).to.have.length.above(6);
    expect(figures.answers).to.include.keys('transferred', 'rejected', 'crashed');
    expect(figures.answers.transferred).to.be.above(20);
  });
}
