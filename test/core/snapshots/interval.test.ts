import { Aggregate, Event, EventHandler, Repository } from '@eventsource/core';
import { expect } from 'chai';
import { application } from '../application.js';
import { WatchedStore } from './watched-store.js';

@Event('counted')
class Counted {}

@Aggregate('counter', { snapshot: { every: 3 } })
class Counter {
  count = 0;

  @EventHandler()
  protected counted(_: Counted) {
    this.count++;
  }
}

/** The versions of the snapshots taken, when each number is that of the events of one commit. */
async function versions(commits: readonly number[], restartEachTime = false): Promise<number[]> {
  const store = new WatchedStore();
  const start = () => application({ aggregates: [Counter], store }).resolve(Repository);
  let repository = start();
  for (const events of commits) {
    if (restartEachTime) repository = start();
    await repository.save(
      Counter,
      'c-1',
      Array.from({ length: events }, () => new Counted()),
    );
  }
  expect(store.states).to.deep.equal(store.versions.map((count) => ({ count })));
  return store.versions;
}

describe('A snapshot is taken', () => {
  for (const restarts of [false, true]) {
    const how = restarts ? 'by processes that start anew' : 'by one process';
    it(`once the interval has passed since the last one, ${how}`, async () => {
      expect(await versions([1, 1, 1, 1, 1, 1, 1], restarts)).to.deep.equal([3, 6]);
    });

    it(`with the commit that reaches the interval, after all its events, ${how}`, async () => {
      expect(await versions([2, 2, 2, 2], restarts)).to.deep.equal([4, 8]);
      expect(await versions([7, 1, 1, 1], restarts)).to.deep.equal([7, 10]);
    });
  }

  it('with a first commit that reaches it', async () => {
    expect(await versions([3])).to.deep.equal([3]);
  });

  it('by none of two commits that stay below it', async () => {
    expect(await versions([1, 1])).to.deep.equal([]);
  });
});
