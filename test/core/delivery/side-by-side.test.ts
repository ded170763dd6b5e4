import { getEventListeners } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { Delivery, MemoryCheckpoints, MemoryStore, StoreUnavailableError } from '@eventsource/core';
import { expect } from 'chai';
import { NoteTaker } from './note-taker.js';
import { commitsOf, paged, storeOf } from './streams.js';

const named = (count: number) => Array.from({ length: count }, (_, at) => `stream-${at}`);
const oneEach = (streams: readonly string[]) => streams.flatMap((stream) => commitsOf(stream, [1]));

/** Checkpoints that note how many positions are read at once. */
function countingReads(failing: (streams: readonly string[]) => boolean = () => false) {
  const checkpoints = new MemoryCheckpoints();
  const reads: number[] = [];
  const read = checkpoints.read.bind(checkpoints);
  checkpoints.read = async (consumer, streams, options) => {
    reads.push(streams.length);
    if (failing(streams)) throw new StoreUnavailableError('memory', 'it is away.');
    return read(consumer, streams, options);
  };
  return { checkpoints, reads };
}

describe('Streams side by side', () => {
  it('are no more than are allowed', async () => {
    const consumer = new NoteTaker();
    const [under, most] = [new Set<string>(), [0]];
    consumer.before = async ({ stream }) => {
      under.add(stream);
      most.push(under.size);
      await turn();
      under.delete(stream);
    };
    await new Delivery(new MemoryStore(), consumer, { streams: 3 }).deliver(oneEach(named(20)));
    expect(Math.max(...most)).to.equal(3);
    expect(consumer.given).to.deep.equal(named(20).map((stream) => [`${stream}@1`]));
  });

  it('do not wait for one that is slow', async () => {
    const consumer = new NoteTaker();
    let goOn = () => {};
    const others = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    consumer.before = ({ stream }) => (stream === 'stream-0' ? others : undefined);
    consumer.after = () => void (consumer.notes.size === 99 && goOn());
    const delivery = new Delivery(new MemoryStore(), consumer, { streams: 2 });
    expect(await delivery.deliver(oneEach(named(100)))).to.deep.equal([]);
    expect(consumer.notes.size).to.equal(100);
  });

  it('are given together to a consumer that wants several at once', async () => {
    for (const [streams, streamsAtOnce, together] of [
      [2, 2, [2, 2, 1]],
      [3, Infinity, [3, 2]],
      [50, 2, [2, 2, 1]],
      [2, 50, [2, 2, 1]],
    ] as const) {
      const consumer = new NoteTaker();
      consumer.streamsAtOnce = streamsAtOnce;
      await new Delivery(new MemoryStore(), consumer, { streams }).deliver(oneEach(named(5)));
      expect(consumer.given.map(({ length }) => length)).to.deep.equal(together);
    }
  });

  it('are filled up with the next ones where some are at their end', async () => {
    const consumer = new NoteTaker();
    consumer.streamsAtOnce = 2;
    const commits = [
      ...commitsOf('a', [1, 1, 1]),
      ...commitsOf('b', [1]),
      ...commitsOf('c', [1]),
      ...commitsOf('d', [1]),
    ];
    await new Delivery(new MemoryStore(), consumer, { streams: 2, commits: 1 }).deliver(commits);
    expect(consumer.given).to.deep.equal([
      ['a@1', 'b@1'],
      ['a@2', 'c@1'],
      ['a@3', 'd@1'],
    ]);
  });

  it('have their positions read at once, a thousand at the most, and only when their turn comes near', async () => {
    const { checkpoints, reads } = countingReads();
    const consumer = new NoteTaker(checkpoints);
    const takenAt: number[] = [];
    consumer.before = () => void takenAt.push(reads.length);
    const delivery = new Delivery(new MemoryStore(), consumer);
    await delivery.deliver(oneEach(named(2500)));
    expect(reads).to.deep.equal([1000, 1000, 500]);
    expect([takenAt[0], takenAt.at(-1)]).to.deep.equal([1, 3]);

    await delivery.deliver(oneEach(named(2500)));
    expect(reads).to.have.length(3);
  });

  it('go on where their position is remembered, though those of others cannot be read', async () => {
    let away = false;
    const { checkpoints, reads } = countingReads(() => away);
    const consumer = new NoteTaker(checkpoints);
    const delivery = new Delivery(new MemoryStore(), consumer);
    const [a, b] = [commitsOf('a', [1, 1]), commitsOf('b', [1])];
    await delivery.deliver(a.slice(0, 1));
    away = true;
    const failures = await delivery.deliver([...a, ...b]);
    expect(failures.map(({ stream, version, transient }) => [stream, version, transient])).to.deep.equal([
      ['b', 1, true],
    ]);
    expect(consumer.of('a')).to.have.length(2);
    expect(reads).to.deep.equal([1, 1]);
  });

  it('have no more of the store open than are worked on', async () => {
    const commits = named(40).flatMap((stream) => commitsOf(stream, [1, 1, 1, 1]));
    const store = paged(await storeOf(commits), 1);
    const consumer = new NoteTaker();
    const open = new Set<string>();
    let most = 0;
    consumer.before = ({ stream, first }) => {
      if (first === 1) open.add(stream);
      most = Math.max(most, open.size);
    };
    consumer.after = ({ stream, first }) => void (first === 4 && open.delete(stream));
    expect(await new Delivery(store, consumer, { streams: 5, commits: 1 }).catchUp(named(40))).to.deep.equal([]);
    expect(most).to.be.at.most(5);
    expect(consumer.notes.size).to.equal(40);
  });

  it("share the caller's signal without a warning, and leave nothing behind on it", async () => {
    const warnings: Error[] = [];
    const onWarning = (warning: Error) => void warnings.push(warning);
    process.on('warning', onWarning);
    const { signal } = new AbortController();
    const consumer = new NoteTaker();
    let listeners = 0;
    consumer.before = async () => {
      listeners = Math.max(listeners, getEventListeners(signal, 'abort').length);
      await turn();
    };
    await new Delivery(new MemoryStore(), consumer).deliver(oneEach(named(60)), { signal });
    await turn();
    process.off('warning', onWarning);
    expect(warnings).to.deep.equal([]);
    expect([listeners, getEventListeners(signal, 'abort').length]).to.deep.equal([1, 0]);
  });

  it('are refused in a number that makes no sense', () => {
    for (const streamsAtOnce of [0, -1, Number.NaN]) {
      const consumer = new NoteTaker();
      consumer.streamsAtOnce = streamsAtOnce;
      expect(() => new Delivery(new MemoryStore(), consumer)).to.throw(RangeError, 'notes');
    }
  });
});
