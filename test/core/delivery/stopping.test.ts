import {
  type DeadLetter,
  Delivery,
  type DeliveryOptions,
  InvalidStreamError,
  MalformedStreamError,
  MemoryCheckpoints,
  MemoryStore,
  StoreUnavailableError,
  TenantRequiredError,
} from '@eventsource/core';
import { expect } from 'chai';
import { NoteTaker } from './note-taker.js';
import { commitsOf, storeOf } from './streams.js';

/** A consumer that cannot take version 2 of stream "a", until it is mended, and where its letters go. */
function poisoned(options: DeliveryOptions = {}) {
  const letters: DeadLetter[] = [];
  const deadLetters = { put: async (letter: DeadLetter) => void letters.push(letter) };
  const checkpoints = new MemoryCheckpoints();
  const subject = { broken: true, letters, checkpoints, deadLetters, consumer: new NoteTaker(checkpoints) };
  subject.consumer.before = ({ stream, first }) => {
    if (subject.broken && stream === 'a' && first === 2) throw new RangeError('poison');
  };
  /** As in another process: nothing is remembered. */
  const delivery = (store: Pick<MemoryStore, 'load'> = new MemoryStore()) =>
    new Delivery(store, subject.consumer, { deadLetters, tries: 3, ...options });
  return Object.assign(subject, { delivery });
}

const commits = [...commitsOf('a', [1, 2, 1]), ...commitsOf('b', [1, 1])];

describe('A commit that cannot be taken', () => {
  it('is tried a bounded number of times, in however many processes, and then told of in one dead letter', async () => {
    const { delivery, letters, consumer } = poisoned();
    const failures: number[] = [];
    for (let time = 0; time < 5; time += 1) failures.push((await delivery().deliver(commits)).length);

    expect(failures).to.deep.equal([1, 1, 0, 0, 0]);
    expect(letters).to.have.length(1);
    const [{ time, ...letter } = { time: '' }] = letters;
    expect(new Date(time).toISOString()).to.equal(time);
    expect(letter).to.deep.equal({
      consumer: 'notes',
      stream: 'a',
      version: 2,
      tries: 3,
      error: { name: 'RangeError', message: 'poison' },
      records: ['a@2', 'a@3'].map((record) => Buffer.from(record).toString('base64')),
    });
    expect([consumer.of('a'), consumer.of('b')]).to.deep.equal([['a@1'], ['b@1', 'b@2']]);
  });

  it('stops its stream only: what comes later in it is passed over, and nothing of it is loaded', async () => {
    const { delivery, consumer } = poisoned({ tries: 1 });
    await delivery().deliver(commits);
    const load = () => Promise.reject(new Error('It is loaded.'));
    const later = [...commitsOf('a', [1, 2, 1, 1, 1]).slice(4), ...commitsOf('b', [1, 1, 1])];

    expect(await delivery({ load }).deliver(later)).to.deep.equal([]);
    expect(await delivery({ load }).catchUp(['a'])).to.deep.equal([]);
    expect(consumer.of('b')).to.have.length(3);
  });

  it('is taken with all that follows when its stream is redriven', async () => {
    const subject = poisoned({ tries: 1 });
    const store = await storeOf(commits);
    const delivery = subject.delivery(store);
    await delivery.deliver(commits);
    expect(await delivery.redrive(['a'])).to.have.length(1);
    expect(subject.letters.map(({ tries }) => tries)).to.deep.equal([1, 1]);

    subject.broken = false;
    expect(await delivery.redrive(['a'])).to.deep.equal([]);
    expect(subject.consumer.of('a')).to.deep.equal(['a@1', 'a@2', 'a@3', 'a@4']);
  });

  it('is tried for ever where there is no place for dead letters', async () => {
    const subject = poisoned();
    const delivery = new Delivery(new MemoryStore(), subject.consumer, { tries: 1 });
    for (let time = 0; time < 4; time += 1) expect(await delivery.deliver(commits)).to.have.length(1);
    subject.broken = false;
    expect(await delivery.deliver(commits)).to.deep.equal([]);
  });

  it('has all its tries again once something before it has been taken', async () => {
    const { delivery, checkpoints } = poisoned();
    await delivery().deliver(commits);
    await delivery().deliver(commits);
    const read = async () => (await checkpoints.read('notes', ['a'])).get('a');
    expect(await read()).to.deep.equal({ version: 1, tries: 2, stopped: false });
    await checkpoints.move({ consumer: 'notes', stream: 'a', from: 1, to: 3 }, async () => {});
    expect(await read()).to.deep.equal({ version: 3, tries: 0, stopped: false });
  });

  it('stops nothing when its letter cannot be sent, and is tried again', async () => {
    const offline = new Error('offline');
    const subject = poisoned({ tries: 1, deadLetters: { put: () => Promise.reject(offline) } });
    for (let time = 0; time < 2; time += 1) {
      const [failure] = await subject.delivery().deliver(commits);
      expect(failure).to.include({ stream: 'a', version: 2 });
      expect(failure?.error).to.include({ name: 'StreamNotStoppedError', version: 2, cause: offline });
      expect(failure?.error).to.have.property('failure').that.includes({ message: 'poison' });
    }
    subject.broken = false;
    expect(await subject.delivery().deliver(commits)).to.deep.equal([]);
  });

  it('sends its letter before its stream is stopped: a crash in between sends it again', async () => {
    const { delivery, letters, checkpoints } = poisoned({ tries: 1 });
    const stop = checkpoints.stop.bind(checkpoints);
    checkpoints.stop = () => Promise.reject(new Error('crash'));
    expect(await delivery().deliver(commits)).to.have.length(1);
    checkpoints.stop = stop;
    expect(await delivery().deliver(commits)).to.have.length(0);
    expect(letters.map(({ tries }) => tries)).to.deep.equal([1, 2]);
  });

  it('that someone else has taken while its letter was sent stops nothing, and what is behind it comes again', async () => {
    const subject = poisoned({ tries: 1 });
    const other = new NoteTaker(subject.checkpoints);
    const put = subject.deadLetters.put;
    subject.deadLetters.put = async (letter) => {
      await put(letter);
      await new Delivery(new MemoryStore(), other).deliver(commits.slice(0, 2));
    };
    const delivery = subject.delivery();
    const [failure, ...others] = await delivery.deliver(commits);
    expect(failure).to.include({ stream: 'a', version: 2, transient: true });
    expect(others).to.deep.equal([]);

    expect(await delivery.deliver(commits)).to.deep.equal([]);
    expect([...subject.consumer.of('a'), ...other.of('a')]).to.deep.equal(['a@1', 'a@4', 'a@2', 'a@3']);
  });

  it('is no failed try where someone else has taken it in the meantime', async () => {
    const subject = poisoned({ tries: 1 });
    const fail = subject.checkpoints.fail.bind(subject.checkpoints);
    subject.checkpoints.fail = async (position) => {
      await subject.checkpoints.move({ ...position, from: position.version, to: 3 }, async () => {});
      return fail(position);
    };
    const [failure] = await subject.delivery().deliver(commits);
    expect(failure).to.include({ stream: 'a', version: 2, transient: true });
    expect(subject.letters).to.deep.equal([]);
    expect(await subject.delivery().deliver(commits)).to.deep.equal([]);
  });

  it('may be one that the store does not have', async () => {
    const { delivery, letters } = poisoned({ tries: 2 });
    const [first, , third] = commitsOf('b', [1, 1, 1]);
    if (!first || !third) expect.fail('There are not three commits.');
    await delivery().deliver([first, third]);
    await delivery().deliver([first, third]);
    expect(letters.map(({ stream, version, records }) => ({ stream, version, records }))).to.deep.equal([
      { stream: 'b', version: 2, records: [] },
    ]);
  });

  it('may be of a stream that can never be loaded', async () => {
    const never = [
      new TenantRequiredError(),
      new InvalidStreamError('b', 'it is too long.'),
      new MalformedStreamError('b', 1, 'it is torn.'),
    ];
    for (const error of never) {
      const { delivery, letters, consumer } = poisoned({ tries: 2 });
      const [, second] = commitsOf('b', [1, 1]);
      if (!second) expect.fail('There are not two commits.');
      const load = () => Promise.reject(error);
      expect(await delivery({ load }).deliver([second])).to.have.length(1);
      expect(await delivery({ load }).deliver([second, ...commitsOf('c', [1])])).to.deep.equal([]);
      expect(letters.map(({ stream, error }) => `${stream}: ${error.name}`)).to.deep.equal([`b: ${error.name}`]);
      expect(consumer.of('c')).to.have.length(1);
    }
  });

  it('is not blamed for what is no fault of its own: a store or checkpoints that are away', async () => {
    const { delivery, letters, checkpoints } = poisoned({ tries: 1 });
    const [, second] = commitsOf('b', [1, 1]);
    if (!second) expect.fail('There are not two commits.');
    const away = new StoreUnavailableError('table "orders"', 'it is away.');
    const load = () => Promise.reject(away);
    const [unloaded] = await delivery({ load }).deliver([second]);
    expect(unloaded).to.deep.equal({ stream: 'b', version: 1, error: away, transient: true });

    checkpoints.read = () => Promise.reject(away);
    const [unplaced] = await delivery().deliver([second]);
    expect(unplaced).to.deep.equal({ stream: 'b', version: 1, error: away, transient: true });
    expect(letters).to.deep.equal([]);
  });
});
