import {
  BulkDelivery,
  type BulkDeliveryOptions,
  type DeliveredCommit,
  Delivery,
  DeliveryFailedError,
} from '@eventsource/core';
import { expect } from 'chai';
import { NoteTaker } from './note-taker.js';
import { commitsOf, storeOf } from './streams.js';

describe('BulkDelivery', () => {
  const commits = ['a', 'b', 'c'].flatMap((stream) => commitsOf(stream, [1, 2]));
  const texts = (stream: string) => [1, 2, 3].map((version) => `${stream}@${version}`);

  const bulkTo = async (consumers: readonly NoteTaker[], options: BulkDeliveryOptions = {}) => {
    const store = await storeOf(commits);
    return new BulkDelivery(
      consumers.map((consumer) => new Delivery(store, consumer)),
      options,
    );
  };
  const failing = (stream: string, times = Infinity, name = 'failing') => {
    const notes = new NoteTaker(undefined, name);
    let left = times;
    notes.before = (commit: DeliveredCommit) => {
      if (commit.stream === stream && left-- > 0) throw new RangeError('No.');
    };
    return notes;
  };
  const rejected = (work: Promise<void>): Promise<unknown> =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    );

  it('brings every consumer all commits', async () => {
    const consumers = [new NoteTaker(), new NoteTaker()];
    const bulk = await bulkTo(consumers);
    await bulk.deliver(commits.slice(0, 3));
    await bulk.deliver(commits.slice(3));
    for (const { notes } of consumers) {
      expect([...notes]).to.deep.equal(['a', 'b', 'c'].map((stream) => [stream, texts(stream)]));
    }
  });

  it('tries what fails again, up to five times, and nothing else', async () => {
    const notes = failing('b', 4);
    const pauses: number[] = [];
    const bulk = await bulkTo([notes], { pause: async (milliseconds) => void pauses.push(milliseconds) });
    await bulk.deliver(commits);
    expect(notes.of('b')).to.deep.equal(texts('b'));
    expect(pauses).to.deep.equal([50, 100, 200, 400]);
    expect(notes.given.flat().filter((place) => place.startsWith('a'))).to.have.length(2);
  });

  it('ends with what one consumer could not take; the others have taken it', async () => {
    const [bad, good] = [failing('b'), new NoteTaker()];
    const bulk = await bulkTo([bad, good], { pause: async () => {} });
    const error = await rejected(bulk.deliver(commits));
    expect(error).to.be.instanceOf(DeliveryFailedError).and.include({ consumer: 'failing', stream: 'b', version: 1 });
    expect(error)
      .to.have.property('message')
      .that.matches(/stream "b" from version 1 on: No\.$/);
    expect(good.notes.size).to.equal(3);
    expect([...bad.notes.keys()]).to.deep.equal(['a', 'c']);
  });

  it('tells of a stream once, as long as it goes on', async () => {
    const told: string[] = [];
    const notes = failing('b');
    const onFailure = ({ stream }: DeliveryFailedError) => void told.push(stream);
    const bulk = await bulkTo([notes], { onFailure, pause: async () => {} });
    await bulk.deliver(commits.slice(0, 3));
    const given = notes.given.length;
    await bulk.deliver(commits.slice(3));
    await bulk.refuse('b', 9, new Error('Unreadable.'));
    expect(told).to.deep.equal(['b']);
    expect(notes.given.slice(given).flat()).to.deep.equal(['c@1', 'c@2']);
  });

  it('does not try again what is final', async () => {
    let pauses = 0;
    const pause = async () => void pauses++;
    const bulk = await bulkTo([failing('b')], { isFinal: ({ error }) => error instanceof RangeError, pause });
    expect(await rejected(bulk.deliver(commits))).to.be.instanceOf(DeliveryFailedError);
    expect(pauses).to.equal(0);
  });

  it("ends waiting with the signal's reason", async () => {
    const controller = new AbortController();
    const notes = failing('b');
    const bulk = await bulkTo([notes], { signal: controller.signal });
    const delivered = rejected(bulk.deliver(commits));
    setTimeout(() => controller.abort('enough'), 20);
    expect(await delivered).to.equal('enough');
    expect(await rejected(bulk.deliver(commits))).to.equal('enough');
  });
});
