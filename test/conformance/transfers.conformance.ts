import { expect } from 'chai';
import { sampleTransfers } from '../faults/plan/plan.js';
import { evenRates } from '../faults/proxy/fault-source.js';
import { run } from '../faults/run/run.js';
import { DynamoDbLocal } from './dynamodb-local/dynamodb-local.js';

const SEED = 20_260_101;
const WORKERS = 3;
const TRANSFERS = 150;

describe('transfers between two accounts, of several processes on a faulty network', () => {
  let local: DynamoDbLocal;

  before(async function () {
    this.timeout(300_000);
    local = await DynamoDbLocal.start();
  });

  after(() => local?.stop());

  it('neither make nor destroy money, although the processes are killed and start again', async function () {
    this.timeout(180_000);
    const scenario = {
      seed: SEED,
      plan: sampleTransfers(WORKERS, TRANSFERS, SEED),
      rates: evenRates(0.12),
      lives: { least: 500, most: 3000, kills: 2 },
      patience: 400,
      lanes: 3,
    };

    const { figures, violations } = await run(scenario, local.endpoint);

    expect(violations).to.deep.equal([]);
    expect(figures.kills).to.be.above(0);
    expect(Object.keys(figures.faults)).to.have.length.above(6);
    expect(figures.answers).to.include.keys('transferred', 'rejected', 'crashed');
    expect(figures.answers.transferred).to.be.above(20);
  });
});
