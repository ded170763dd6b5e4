import { expect } from 'chai';
import { Random } from '../../faults/proxy/random.js';
import { mistakesAfter } from './check-storm.js';
import { Storm } from './storm.js';

describe('A projection behind the stream of a table', () => {
  it('is the fold of the table, whatever happens on the way', async () => {
    const happened = { killed: 0, retried: 0, repeated: 0, hints: 0, foreign: 0, splits: 0, before: 0, after: 0 };
    for (const seed of [1, 2, 3, 4]) {
      const storm = new Storm(new Random(seed), { streams: 60, events: 4000, broken: 3 });
      await storm.run();
      expect(mistakesAfter(storm), `seed ${seed}`).to.deep.equal([]);
      const { counts, shards, checkpoints } = storm;
      const figures: Record<string, number> = { ...counts, ...checkpoints.faults, splits: shards.splits };
      for (const [kind, count] of Object.entries(figures)) {
        if (kind in happened) Reflect.set(happened, kind, Reflect.get(happened, kind) + count);
      }
    }
    const rare = Object.entries(happened).filter(([, count]) => count < 5);
    expect(rare, 'what hardly happened').to.deep.equal([]);
  }).timeout(120_000);
});
