import { type DeliveredCommit, MemoryStore } from '@eventsource/core';
import { expect } from 'chai';
import { Random } from '../../faults/proxy/random.js';
import { Disorder, type DisorderOptions } from './disorder.js';

const SEEDS = Array.from({ length: 12 }, (_, seed) => seed + 1);

describe('A read model that is written with its positions', () => {
  it('is the fold of the store, and each event takes effect once, whatever the feed and the databases do', async () => {
    const faults = { before: 0, within: 0, after: 0, read: 0, failures: 0 };
    for (const seed of SEEDS) {
      const { checkpoints, failures } = await survived(seed, { streams: 12, commits: 200, atOnce: 30 });
      for (const [kind, count] of Object.entries(checkpoints.faults))
        Reflect.set(faults, kind, Reflect.get(faults, kind) + count);
      faults.failures += failures;
    }
    expect(
      Object.values(faults).every((count) => count > 10),
      `faults that happened: ${JSON.stringify(faults)}`,
    ).to.equal(true);
  });

  it('is so after 100,000 events', async () => {
    const { stored } = await survived(42, { streams: 2000, commits: 41_000, atOnce: 1000 });
    expect(stored.flatMap(({ records }) => records).length).to.be.greaterThan(100_000);
  }).timeout(120_000);
});

/** @throws when the read model is not what it should be. */
async function survived(seed: number, options: DisorderOptions): Promise<Disorder> {
  const disorder = new Disorder(new MemoryStore(), new Random(seed), options);
  await disorder.run();
  expect(await disorder.end(), `failures when all is well again, seed ${seed}`).to.equal(0);

  const { rows } = disorder.disks;
  const { balances, versions } = fold(disorder.stored);
  expect(Object.fromEntries(rows.versions), `versions in the order they took effect, seed ${seed}`).to.deep.equal(
    versions,
  );
  expect(Object.fromEntries(rows.balances), `balances, seed ${seed}`).to.deep.equal(balances);
  return disorder;
}

function fold(commits: readonly DeliveredCommit[]) {
  const balances: Record<string, number> = {};
  const versions: Record<string, number[]> = {};
  for (const { stream, records } of commits) {
    const account = stream.replace('account:', '');
    for (const record of records) {
      const { t, d } = JSON.parse(Buffer.from(record).toString());
      balances[account] = (balances[account] ?? 0) + (t === 'deposited' ? d.amount : -d.amount);
      versions[stream] ??= [];
      versions[stream].push(versions[stream].length + 1);
    }
  }
  return { balances, versions };
}
