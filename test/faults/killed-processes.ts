import { expect } from 'chai';
import fc from 'fast-check';
import { plan } from './plan/plan.js';
import { evenRates } from './proxy/fault-source.js';
import { run } from './run/run.js';

const SEED = 20_260_101;
const WORKERS = 3;
const STEPS = 40;
const RUNS = 2;

const scenario = fc.record({
  seed: fc.nat(),
  plan: plan(WORKERS, STEPS),
  rates: fc.double({ min: 0.05, max: 0.25, noNaN: true }).map(evenRates),
  lives: fc.constant({ least: 50, most: 500, kills: 2 }),
  patience: fc.constant(150),
  lanes: fc.constant(3),
});

/** Random commands of several processes that are killed, through a faulty network, on the emulator of that endpoint. */
export function killedProcesses(endpoint: () => string): void {
  it('lose, double and mistake nothing, although they are killed and start again', async function () {
    this.timeout(120_000);
    const faults = new Set<string>();

    await fc.assert(
      fc.asyncProperty(scenario, async (one) => {
        const { figures, violations } = await run(one, endpoint());
        for (const fault of Object.keys(figures.faults)) faults.add(fault);

        expect(violations).to.deep.equal([]);
        expect(figures.commands).to.equal(WORKERS * STEPS);
        expect(figures.kills).to.be.above(0);
        expect(figures.answers).to.include.keys('stored', 'rejected', 'crashed');
      }),
      // A shorter run that fails as well would take luck: what happens depends on the machine's timing too.
      { seed: SEED, numRuns: RUNS, endOnFailure: true },
    );

    expect(faults.size).to.be.above(6);
  });
}
