import {
  CheckpointMovedError,
  type DeliveredCommit,
  Delivery,
  MalformedStreamError,
  MemoryCheckpoints,
  MemoryStore,
} from '@eventsource/core';
import { expect } from 'chai';
import { NoteTaker } from './note-taker.js';
import { appendable, commitsOf, paged, storeOf } from './streams.js';

const versions = (stream: string, last: number) => Array.from({ length: last }, (_, at) => `${stream}@${at + 1}`);

describe('A delivery', () => {
  it('gives the commits of a stream in order, whatever order they arrive in', async () => {
    const consumer = new NoteTaker();
    const commits = commitsOf('a', [1, 2, 1]);
    const failures = await new Delivery(new MemoryStore(), consumer).deliver(commits.toReversed());

    expect(failures).to.deep.equal([]);
    expect(consumer.of('a')).to.deep.equal(versions('a', 4));
  });

  it('drops what the consumer has taken, from what was read and from what is remembered', async () => {
    const consumer = new NoteTaker();
    const commits = commitsOf('a', [1, 2, 1]);
    const delivery = new Delivery(new MemoryStore(), consumer);
    await delivery.deliver(commits.slice(0, 2));
    await delivery.deliver([...commits, ...commits]);
    await new Delivery(new MemoryStore(), consumer).deliver(commits);

    expect(consumer.of('a')).to.deep.equal(versions('a', 4));
    expect(consumer.given).to.deep.equal([['a@1', 'a@2'], ['a@4']]);
  });

  it('loads what is missing before and between what arrives, and no more than that', async () => {
    const consumer = new NoteTaker();
    const commits = commitsOf('a', [1, 2, 1, 1, 3, 1]);
    const store = paged(await storeOf(commits), 1);
    const failures = await new Delivery(store, consumer).deliver([commits[2], commits[4]].filter(isThere));

    expect(failures).to.deep.equal([]);
    expect(consumer.of('a')).to.deep.equal(versions('a', 8));
    expect(store.loads).to.deep.equal(['a after 0 up to 3', 'a after 4 up to 5']);
  });

  it('loads nothing when nothing is missing', async () => {
    const store = paged(new MemoryStore(), 1);
    await new Delivery(store, new NoteTaker()).deliver(commitsOf('a', [1, 1]));
    expect(store.loads).to.deep.equal([]);
  });

  it('reads the position of a stream once', async () => {
    const reads: (readonly string[])[] = [];
    const checkpoints = new MemoryCheckpoints();
    const read = checkpoints.read.bind(checkpoints);
    checkpoints.read = (consumer, streams, options) => {
      reads.push(streams);
      return read(consumer, streams, options);
    };
    const delivery = new Delivery(new MemoryStore(), new NoteTaker(checkpoints));
    for (const commit of commitsOf('a', [1, 1, 1])) await delivery.deliver([commit]);
    expect(reads).to.deep.equal([['a']]);
  });

  it('cuts a commit of which the consumer has taken a part', async () => {
    const consumer = new NoteTaker();
    const [whole] = commitsOf('a', [5]).filter(isThere);
    if (!whole) expect.fail('There is no commit.');
    const delivery = new Delivery(await storeOf([whole]), consumer);
    await delivery.deliver([{ ...whole, records: whole.records.slice(0, 2) }]);
    await delivery.deliver([whole]);

    expect(consumer.of('a')).to.deep.equal(versions('a', 5));
  });

  it('finds what is missing inside a commit of which the consumer has taken a part', async () => {
    const consumer = new NoteTaker();
    const commits = commitsOf('a', [2, 5, 1]);
    const store = paged(await storeOf(commits), 1);
    const delivery = new Delivery(store, consumer);
    const [first, second, third] = commits;
    if (!first || !second || !third) expect.fail('There are not three commits.');
    await delivery.deliver([first, { ...second, records: second.records.slice(0, 1) }]);
    await delivery.deliver([third]);

    expect(consumer.of('a')).to.deep.equal(versions('a', 8));
  });

  it('refuses a stream that the store holds less of than has been announced', async () => {
    const consumer = new NoteTaker();
    const commits = commitsOf('a', [1, 1, 1, 1]);
    const [first, , , fourth] = commits;
    if (!first || !fourth) expect.fail('There are not four commits.');
    const other = commitsOf('b', [1]);
    const failures = await new Delivery(await storeOf([first]), consumer).deliver([fourth, ...other]);

    expect(failures).to.have.length(1);
    const [failure] = failures;
    expect(failure).to.include({ stream: 'a', version: 2 });
    expect(failure?.error).to.be.instanceOf(MalformedStreamError);
    expect(failure?.error).to.include({ stream: 'a', version: 2 });
    expect([consumer.of('a'), consumer.of('b')]).to.deep.equal([versions('a', 1), versions('b', 1)]);
  });

  it('refuses a store with a gap', async () => {
    const consumer = new NoteTaker();
    const commits = commitsOf('a', [1, 1, 1]).filter(({ first }) => first !== 2);
    const load = async () => ({ pages: once(commits) });
    const [failure] = await new Delivery({ load }, consumer).catchUp(['a']);

    expect(failure?.error).to.be.instanceOf(MalformedStreamError);
    expect(failure?.version).to.equal(2);
    expect(consumer.of('a')).to.deep.equal(versions('a', 1));
  });

  it('catches up to the end of what is stored, a bounded number of commits at a time', async () => {
    const consumer = new NoteTaker();
    const store = paged(
      await storeOf(
        commitsOf(
          'a',
          Array.from({ length: 25 }, () => 1),
        ),
        commitsOf('b', [2]),
      ),
      7,
    );
    const failures = await new Delivery(store, consumer, { commits: 5 }).catchUp(['a', 'b', 'a', 'none']);

    expect(failures).to.deep.equal([]);
    expect([consumer.of('a'), consumer.of('b')]).to.deep.equal([versions('a', 25), versions('b', 2)]);
    expect(Math.max(...consumer.given.map((given) => given.filter((at) => at.startsWith('a')).length))).to.equal(5);
    expect(store.loads).to.have.members(['a after 0', 'b after 0', 'none after 0']);
  });

  it('goes on with other streams after a failure in one, and from the failure on when it is tried again', async () => {
    const consumer = new NoteTaker();
    let broken = true;
    consumer.before = ({ stream, first }) => {
      if (broken && stream === 'a' && first === 2) throw new Error('not now');
    };
    const delivery = new Delivery(new MemoryStore(), consumer);
    const commits = [...commitsOf('a', [1, 1, 1]), ...commitsOf('b', [1, 1])];
    const failures = await delivery.deliver(commits);

    expect(failures.map(({ stream, version, error }) => [stream, version, String(error)])).to.deep.equal([
      ['a', 2, 'Error: not now'],
    ]);
    expect([consumer.of('a'), consumer.of('b')]).to.deep.equal([versions('a', 1), versions('b', 2)]);

    broken = false;
    expect(await delivery.deliver(commits)).to.deep.equal([]);
    expect(consumer.of('a')).to.deep.equal(versions('a', 3));
  });

  it('reads the position again when another delivery has moved it, and gives nothing twice', async () => {
    const consumer = new NoteTaker();
    const commits = commitsOf('a', [1, 1, 1, 1]);
    const one = new Delivery(new MemoryStore(), consumer);
    const other = new Delivery(new MemoryStore(), consumer);
    await one.deliver(commits.slice(0, 1));
    await other.deliver(commits.slice(0, 3));

    expect(await one.deliver(commits.slice(1))).to.deep.equal([]);
    expect(consumer.of('a')).to.deep.equal(versions('a', 4));
  });

  it('goes back when the position was set back', async () => {
    const checkpoints = new MemoryCheckpoints();
    const consumer = new NoteTaker(checkpoints);
    const commits = commitsOf('a', [1, 1, 1]);
    const store = await storeOf(commits);
    const delivery = new Delivery(store, consumer);
    await delivery.deliver(commits.slice(0, 2));
    const emptied = new NoteTaker();
    Object.assign(checkpoints, { read: emptied.checkpoints.read.bind(emptied.checkpoints) });
    Object.assign(checkpoints, { move: emptied.checkpoints.move.bind(emptied.checkpoints) });
    consumer.notes.clear();

    expect(await delivery.deliver(commits.slice(2))).to.deep.equal([]);
    expect(consumer.of('a')).to.deep.equal(versions('a', 3));
  });

  it('gives up a round, and not the commits, when the consumer can take nothing', async () => {
    const consumer = new NoteTaker();
    const letters: unknown[] = [];
    const deadLetters = { put: async (letter: unknown) => void letters.push(letter) };
    const delivery = new Delivery(new MemoryStore(), consumer, { deadLetters, tries: 1 });
    const take = consumer.take.bind(consumer);
    consumer.take = () => Promise.reject(new Error('offline'));
    const failures = await delivery.deliver([...commitsOf('a', [1]), ...commitsOf('b', [1])]);

    expect(failures.map(({ stream, version, transient }) => ({ stream, version, transient }))).to.deep.equal([
      { stream: 'a', version: 1, transient: true },
      { stream: 'b', version: 1, transient: true },
    ]);
    expect(letters).to.deep.equal([]);
    consumer.take = take;
    expect(await delivery.deliver([...commitsOf('a', [1]), ...commitsOf('b', [1])])).to.deep.equal([]);
  });

  it('stops at once when the signal is aborted, and says what is left', async () => {
    const controller = new AbortController();
    const consumer = new NoteTaker();
    consumer.after = () => controller.abort(new Error('time is up'));
    const delivery = new Delivery(new MemoryStore(), consumer, { streams: 1 });
    const commits = [...commitsOf('a', [1, 1]), ...commitsOf('b', [1])];
    const failures = await delivery.deliver(commits, { signal: controller.signal });

    const left = failures.map(({ stream, version, error, transient }) => [stream, version, nameOf(error), transient]);
    expect(left).to.deep.equal([
      ['a', 2, 'DeliveryAbortedError', true],
      ['b', 1, 'DeliveryAbortedError', true],
    ]);
    expect(await delivery.deliver(commits)).to.deep.equal([]);
    expect([consumer.of('a'), consumer.of('b')]).to.deep.equal([versions('a', 2), versions('b', 1)]);
  });

  it('gives nothing more once the signal is aborted, though it remembers where to go on', async () => {
    const controller = new AbortController();
    const consumer = new NoteTaker();
    const delivery = new Delivery(new MemoryStore(), consumer, { streams: 1 });
    const commits = [...commitsOf('a', [1, 1]), ...commitsOf('b', [1, 1])];
    await delivery.deliver(commits.filter(({ first }) => first === 1));
    consumer.given.length = 0;
    consumer.after = () => controller.abort();
    await delivery.deliver(commits, { signal: controller.signal });

    expect(consumer.given).to.deep.equal([['a@2']]);
  });

  it('leaves a stream for later whose position it never finds, and does not blame the commit', async () => {
    const consumer = new NoteTaker();
    consumer.before = ({ stream, first }) => {
      if (stream === 'a') throw new CheckpointMovedError('notes', stream, first - 1);
    };
    const delivery = new Delivery(new MemoryStore(), consumer);
    const failures = await delivery.deliver([...commitsOf('a', [1]), ...commitsOf('b', [1])]);

    expect(failures.map(({ stream, error, transient }) => [stream, nameOf(error), transient])).to.deep.equal([
      ['a', 'CheckpointMovedError', true],
    ]);
    expect(consumer.of('b')).to.have.length(1);
  });

  it('refuses options that would never end or never begin', () => {
    const consumer = new NoteTaker();
    for (const option of ['streams', 'commits', 'remembered', 'tries']) {
      expect(() => new Delivery(new MemoryStore(), consumer, { [option]: 0 })).to.throw(RangeError, option);
    }
    for (const timeout of [0, -1, Number.NaN, Infinity]) {
      expect(() => new Delivery(new MemoryStore(), consumer, { timeout })).to.throw(RangeError, 'timeout');
    }
  });

  it('holds for two deliveries of one consumer at once: each event takes effect once', async () => {
    const consumer = new NoteTaker();
    consumer.before = () => new Promise((resolve) => setImmediate(resolve));
    const store = new MemoryStore();
    const commits = [...commitsOf('a', [1, 2, 1, 1, 3]), ...commitsOf('b', [1, 1, 1])];
    for (const commit of commits) await store.append(appendable(commit));
    const deliveries = [1, 2, 3].map(() => new Delivery(store, consumer, { commits: 2 }));
    const failures = await Promise.all([
      ...deliveries.map((delivery) => delivery.deliver(commits)),
      ...deliveries.map((delivery) => delivery.catchUp(['a', 'b'])),
    ]);

    expect(failures.flat()).to.deep.equal([]);
    expect([consumer.of('a'), consumer.of('b')]).to.deep.equal([versions('a', 8), versions('b', 3)]);
  });

  it('catches up with the rest of the last commit where the position lies inside it', async () => {
    const consumer = new NoteTaker();
    const commits = commitsOf('a', [2, 3]);
    await consumer.checkpoints.move({ consumer: 'notes', stream: 'a', from: 0, to: 3 }, async () => {});
    const delivery = new Delivery(await storeOf(commits), consumer);
    expect(await delivery.catchUp(['a'])).to.deep.equal([]);
    expect(consumer.of('a')).to.deep.equal(['a@4', 'a@5']);
  });
});

const isThere = (commit: DeliveredCommit | undefined): commit is DeliveredCommit => commit !== undefined;

const nameOf = (error: unknown) => (error instanceof Error ? error.name : error);

async function* once<T>(page: readonly T[]): AsyncIterable<readonly T[]> {
  yield page;
}
