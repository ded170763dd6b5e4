import { expect } from 'chai';
import { sampleRegistrations } from './plan/plan.js';
import { evenRates } from './proxy/fault-source.js';
import { run } from './run/run.js';
import type { Reserving } from './run/scenario.js';

const SEED = 20_260_102;
const WORKERS = 3;
const STEPS = 50;

/** Users of several processes that are killed, who want the same e-mail addresses, through a faulty network. */
export function competingUsers(endpoint: () => string, reserving: Reserving): void {
  it('have at no time two owners, although the processes are killed and start again', async function () {
    this.timeout(180_000);
    const scenario = {
      seed: SEED,
      plan: sampleRegistrations(WORKERS, STEPS, SEED),
      rates: evenRates(0.12),
      lives: { least: 50, most: 500, kills: 2 },
      patience: 400,
      lanes: 3,
      reserving,
    };

    const { figures, violations } = await run(scenario, endpoint());

    expect(violations).to.deep.equal([]);
    expect(figures.commands).to.equal(WORKERS * STEPS);
    expect(figures.kills).to.be.above(0);
    expect(Object.keys(figures.faults)).to.have.length.above(6);
    expect(figures.answers).to.include.keys('stored', 'taken', 'refused', 'crashed');
  });
}
