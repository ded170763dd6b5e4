import { type DeliveredCommit, Delivery } from '@eventsource/core';
import { expect } from 'chai';
import { NoteTaker } from './note-taker.js';
import { commitsOf, paged, storeOf } from './streams.js';

const ones = (length: number) => Array.from({ length }, () => 1);

/** A consumer that has taken the stream up to a version, and a store that counts what is read of it. */
async function at(version: number, commits: readonly DeliveredCommit[]) {
  const store = paged(await storeOf(commits), 1000);
  const consumer = new NoteTaker();
  if (version > 0) {
    await consumer.checkpoints.move({ consumer: 'notes', stream: 'a', from: 0, to: version }, async () => {});
  }
  const delivery = new Delivery(store, consumer);
  const rest = () => commits.flatMap(({ first, records }) => records.map((_, index) => first + index)).slice(version);
  const taken = () => consumer.of('a').map((text) => Number(text.slice('a@'.length)));
  return { store, delivery, rest, taken };
}

describe('Catching up', () => {
  it('with a stream that is at its end reads its last hundred events, however long it is', async () => {
    const { store, delivery, taken } = await at(5000, commitsOf('a', ones(5000)));
    expect(await delivery.catchUp(['a'])).to.deep.equal([]);
    expect(store.loads).to.deep.equal(['a after 5000', 'a after 4900']);
    expect(store.read).to.equal(100);
    expect(taken()).to.deep.equal([]);
  });

  it('with a stream that has gone on reads nothing twice', async () => {
    const { store, delivery, taken, rest } = await at(4990, commitsOf('a', ones(5000)));
    expect(await delivery.catchUp(['a'])).to.deep.equal([]);
    expect(store.loads).to.deep.equal(['a after 4990']);
    expect([store.read, taken()]).to.deep.equal([10, rest()]);
  });

  it('finds the rest of a commit of up to a hundred events nearby', async () => {
    const commits = commitsOf('a', [...ones(5000), 100]);
    const { store, delivery, taken, rest } = await at(5001, commits);
    expect(await delivery.catchUp(['a'])).to.deep.equal([]);
    expect(store.loads).to.deep.equal(['a after 5001', 'a after 4901']);
    expect(taken()).to.deep.equal(rest());
  });

  it('finds the rest of a longer one, too, from the beginning of the stream', async () => {
    const commits = commitsOf('a', [...ones(5000), 300]);
    const { store, delivery, taken, rest } = await at(5200, commits);
    expect(await delivery.catchUp(['a'])).to.deep.equal([]);
    expect(store.loads).to.deep.equal(['a after 5200', 'a after 5100', 'a after 0']);
    expect(taken()).to.deep.equal(rest());
  });

  it('finds what is missing before something that is there', async () => {
    for (const length of [100, 300]) {
      const commits = commitsOf('a', [...ones(1000), length, 1, 1]);
      const { delivery, taken, rest } = await at(999 + length, commits);
      expect(await delivery.catchUp(['a'])).to.deep.equal([]);
      expect(taken()).to.deep.equal(rest());
    }
  });

  it('is right from each position, whatever the lengths of commits', async () => {
    const commits = commitsOf('a', [1, 120, 1, 1, 99, 100, 101, 1, 150]);
    for (let version = 0; version <= 574; version += 1) {
      const { delivery, taken, rest } = await at(version, commits);
      expect(await delivery.catchUp(['a']), `from ${version}`).to.deep.equal([]);
      expect(taken(), `from ${version}`).to.deep.equal(rest());
    }
  });
});
