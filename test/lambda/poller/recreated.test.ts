import { expect } from 'chai';
import { NoteTaker } from '../../core/delivery/note-taker.js';
import { commitsOf, storeOf } from '../../core/delivery/streams.js';
import { Pollers } from './pollers.js';
import { until } from './until.js';

describe('A poller on a table that was deleted and created again', () => {
  let pollers: Pollers;
  beforeEach(async () => {
    pollers = await Pollers.start();
  });
  afterEach(() => pollers.end());

  const [deleted, present] = ['2026-01-01T00:00:00.000', '2026-01-01T06:00:00.000'];
  /** Of the deleted table, in a stream that the present one has too. */
  const foreign = commitsOf('a', [1, 1]).map((commit) => ({ ...commit, records: [Buffer.from('deleted')] }));

  for (const order of [
    [deleted, present],
    [present, deleted],
  ]) {
    const listed = order[0] === deleted ? 'first' : 'last';
    it(`takes what the table holds, and no events of the deleted one, whose stream is listed ${listed}`, async () => {
      for (const stream of order) pollers.server.open(stream, undefined, stream);
      pollers.put(deleted, ...foreign, ...commitsOf('gone', [1]));
      pollers.remove(deleted, 'a');
      pollers.remove(deleted, 'gone');
      pollers.server.close(deleted);
      const { consumer, reports } = pollers.poll({}, new NoteTaker(), await storeOf(commitsOf('a', [1, 1, 1])));
      await until(() => consumer.of('a').length === 3);
      pollers.remove(present, 'a');
      await until(() => reports.length > 0);
      expect(consumer.of('a')).to.deep.equal(['a@1', 'a@2', 'a@3']);
      expect(consumer.of('gone')).to.deep.equal([]);
      expect(reports).to.deep.equal([{ kind: 'item-removed', stream: 'a', partition: '1' }]);
    });
  }

  it('reads the new stream though it may not read the old one, and says so once', async () => {
    for (const stream of [deleted, present]) pollers.server.open(stream, undefined, stream);
    pollers.server.forbidden.add(deleted);
    const { consumer, reports } = pollers.poll();
    for (const stream of ['a', 'b', 'c']) {
      pollers.fill(stream, present);
      await until(() => consumer.of(stream).length === 4);
      pollers.server.open(`${stream}-shard`, undefined, present);
      pollers.fill(`${stream}2`, `${stream}-shard`);
      await until(() => consumer.of(`${stream}2`).length === 4);
    }
    expect(reports.map(({ kind }) => kind)).to.deep.equal(['poll-failed']);
    expect(reports[0])
      .to.have.property('shard')
      .that.matches(new RegExp(`/stream/${deleted}$`));
  });

  it('believes the old stream no more once there is a new one', async () => {
    pollers.server.open(deleted, undefined, deleted);
    pollers.put(deleted, ...commitsOf('before', [1]));
    const { consumer } = pollers.poll({}, new NoteTaker(), await storeOf(commitsOf('a', [1])));
    await until(() => consumer.of('before').length === 1);
    pollers.server.open(present, undefined, present);
    pollers.fill('b', present);
    await until(() => consumer.of('b').length === 4);
    pollers.put(deleted, ...foreign);
    await until(() => consumer.of('a').length > 0);
    expect(consumer.of('a')).to.deep.equal(['a@1']);
  });
});
