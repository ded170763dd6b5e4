import { expect } from 'chai';
import fc from 'fast-check';
import { EmulatorProcess } from './emulator-process.js';
import { plan } from './plan/plan.js';
import { evenRates } from './proxy/fault-source.js';
import { run } from './run/run.js';

const SEED = 20_260_101;
const WORKERS = 3;
const STEPS = 50;

describe('several processes on a faulty network', () => {
  let emulator: EmulatorProcess;
  before(async () => {
    emulator = await EmulatorProcess.start();
  });
  after(() => emulator.stop());

  it('lose, double and mistake nothing, although they are killed and start again', async function () {
    this.timeout(120_000);
    const scenario = fc.record({
      seed: fc.nat(),
      plan: plan(WORKERS, STEPS),
      rates: fc.double({ min: 0.05, max: 0.25, noNaN: true }).map(evenRates),
      lives: fc.constant({ least: 50, most: 500, kills: 2 }),
      patience: fc.constant(150),
      lanes: fc.constant(3),
    });
    const faults = new Set<string>();

    await fc.assert(
      fc.asyncProperty(scenario, async (one) => {
        const { figures, violations } = await run(one, emulator.endpoint);
        for (const fault of Object.keys(figures.faults)) faults.add(fault);

        expect(violations).to.deep.equal([]);
        expect(figures.commands).to.equal(WORKERS * STEPS);
        expect(figures.kills).to.be.above(0);
        expect(figures.answers).to.include.keys('stored', 'rejected', 'crashed');
      }),
      // A shorter run that fails as well would take luck: what happens depends on the machine's timing too.
      { seed: SEED, numRuns: 2, endOnFailure: true },
    );

    expect(faults.size).to.be.above(6);
  });
});
