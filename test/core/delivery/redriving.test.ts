import {
  type DeadLetter,
  Delivery,
  type DeliveryOptions,
  MemoryCheckpoints,
  type MemoryStore,
  ThrottledError,
} from '@eventsource/core';
import { expect } from 'chai';
import { NoteTaker } from './note-taker.js';
import { commitsOf, storeOf } from './streams.js';

const STREAMS = ['a', 'b', 'c'];
const commits = STREAMS.flatMap((stream) => commitsOf(stream, [1, 1, 1, 1]));

/** Three streams that were given up at version 2. What is thrown from there on is `failure`. */
async function stoppedStreams(options: DeliveryOptions = {}) {
  const store = await storeOf(commits);
  const checkpoints = new MemoryCheckpoints();
  const consumer = new NoteTaker(checkpoints);
  const letters: DeadLetter[] = [];
  const deadLetters = { put: async (letter: DeadLetter) => void letters.push(letter) };
  const subject = { store, checkpoints, consumer, letters, brokenFrom: 2, failure: new Error('broken') };
  consumer.before = ({ first }) => {
    if (first >= subject.brokenFrom) throw subject.failure;
  };
  await new Delivery(store, consumer, { deadLetters, tries: 1 }).deliver(commits);
  letters.length = 0;
  const stopped = async () => {
    const list: string[] = [];
    for await (const { stream, version, resumed } of checkpoints.stopped('notes'))
      list.push(`${stream}@${version}${resumed ? ' resumed' : ''}`);
    return list.sort();
  };
  const delivery = (from: Pick<MemoryStore, 'load'> = store) =>
    new Delivery(from, consumer, { deadLetters, ...options });
  return Object.assign(subject, { stopped, delivery });
}

describe('A redrive', () => {
  it('takes streams to their end, and off the list of those that are stopped', async () => {
    const subject = await stoppedStreams();
    expect(await subject.stopped()).to.deep.equal(['a@1', 'b@1', 'c@1']);
    subject.brokenFrom = Infinity;
    expect(await subject.delivery().redrive(['a', 'c'])).to.deep.equal([]);
    expect(await subject.stopped()).to.deep.equal(['b@1']);
    expect(STREAMS.map((stream) => subject.consumer.of(stream).length)).to.deep.equal([4, 1, 4]);
  });

  it('stops a stream again that fails again, where it is then, so that the next one finds it', async () => {
    const subject = await stoppedStreams();
    subject.brokenFrom = 3;
    const failures = await subject.delivery().redrive(STREAMS);
    expect(failures.map(({ stream, version }) => `${stream}@${version}`).sort()).to.deep.equal(['a@3', 'b@3', 'c@3']);
    expect(await subject.stopped()).to.deep.equal(['a@2', 'b@2', 'c@2']);
    expect(subject.letters).to.deep.equal([]);
  });

  it('stops a stream again whose database is away meanwhile', async () => {
    const subject = await stoppedStreams();
    const load = () => Promise.reject(new ThrottledError('table "orders"'));
    const failures = await subject.delivery({ load }).redrive(STREAMS);
    expect(failures.map(({ transient }) => transient)).to.deep.equal([true, true, true]);
    expect(await subject.stopped()).to.deep.equal(['a@1', 'b@1', 'c@1']);
    subject.brokenFrom = Infinity;
    expect(await subject.delivery().redrive(STREAMS)).to.deep.equal([]);
  });

  it('tells of a stream that was given up again, too', async () => {
    const subject = await stoppedStreams({ tries: 1 });
    const failures = await subject.delivery().redrive(['b']);
    expect(failures).to.deep.equal([{ stream: 'b', version: 2, error: subject.failure }]);
    expect(subject.letters.map(({ stream }) => stream)).to.deep.equal(['b']);
    expect(await subject.stopped()).to.deep.equal(['a@1', 'b@1', 'c@1']);
  });

  it('goes on with others where one cannot be resumed, and leaves that one as it was', async () => {
    const subject = await stoppedStreams();
    subject.brokenFrom = Infinity;
    const { checkpoints } = subject;
    const resume = checkpoints.resume.bind(checkpoints);
    const throttled = new ThrottledError('table "checkpoints"');
    checkpoints.resume = (consumer, stream) => (stream === 'b' ? Promise.reject(throttled) : resume(consumer, stream));
    const failures = await subject.delivery().redrive(STREAMS);
    expect(failures).to.deep.equal([{ stream: 'b', version: 1, error: throttled, transient: true }]);
    expect(await subject.stopped()).to.deep.equal(['b@1']);
    expect(STREAMS.map((stream) => subject.consumer.of(stream).length)).to.deep.equal([4, 1, 4]);
  });

  it('that crashes anywhere is taken up by the next one', async () => {
    for (const crashed of ['stop', 'settle'] as const) {
      const subject = await stoppedStreams();
      subject.brokenFrom = crashed === 'settle' ? Infinity : 3;
      const { checkpoints } = subject;
      const intact = checkpoints[crashed];
      Object.assign(checkpoints, { [crashed]: () => Promise.reject(new Error('crash')) });
      await subject.delivery().redrive(STREAMS);
      const at = crashed === 'settle' ? 4 : 2;
      expect(await subject.stopped()).to.deep.equal(STREAMS.map((stream) => `${stream}@${at} resumed`));

      Object.assign(checkpoints, { [crashed]: intact });
      subject.brokenFrom = Infinity;
      expect(await subject.delivery().redrive(STREAMS)).to.deep.equal([]);
      expect(await subject.stopped()).to.deep.equal([]);
      expect(STREAMS.map((stream) => subject.consumer.of(stream).length)).to.deep.equal([4, 4, 4]);
    }
  });

  it('does not hold up what arrives meanwhile, and what arrives is not passed over', async () => {
    const subject = await stoppedStreams();
    subject.brokenFrom = Infinity;
    const { checkpoints } = subject;
    const settle = checkpoints.settle.bind(checkpoints);
    const [, , , , ...later] = commitsOf('a', [1, 1, 1, 1, 1]);
    checkpoints.settle = async (consumer, stream) => {
      expect(await subject.delivery().deliver(later)).to.deep.equal([]);
      await settle(consumer, stream);
    };
    expect(await subject.delivery().redrive(['a'])).to.deep.equal([]);
    expect(subject.consumer.of('a')).to.have.length(5);
    expect(await subject.stopped()).to.deep.equal(['b@1', 'c@1']);
  });

  it('says what is left when its signal is aborted', async () => {
    const subject = await stoppedStreams();
    const failures = await subject.delivery().redrive(STREAMS, { signal: AbortSignal.abort(new Error('enough')) });
    const names = failures.map(({ error }) => (error instanceof Error ? error.name : error));
    expect(names).to.deep.equal(['DeliveryAbortedError', 'DeliveryAbortedError', 'DeliveryAbortedError']);
    expect((await subject.stopped()).map((place) => place.slice(0, 3))).to.deep.equal(['a@1', 'b@1', 'c@1']);
  });
});
