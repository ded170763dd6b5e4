import { MemoryStore } from '@eventsource/core';
import {
  InvalidConsumersError,
  redrive,
  streamHandler,
  UnknownConsumerError,
  UnreadableRecordError,
} from '@eventsource/lambda';
import { expect } from 'chai';
import { rejection } from '../../core/accounts/application.js';
import { NoteTaker } from '../../core/delivery/note-taker.js';
import { commitsOf, storeOf } from '../../core/delivery/streams.js';
import { batchOf, insertOf, invocation } from '../events.js';
import { notes } from './application.js';

const versions = (stream: string, last: number) => Array.from({ length: last }, (_, at) => `${stream}@${at + 1}`);
const again = (sequenceNumber: number) => ({ batchItemFailures: [{ itemIdentifier: String(sequenceNumber) }] });
const SUCCESS = { batchItemFailures: [] };

describe('The handler of a stream', () => {
  it('takes the commits of each stream in order', async () => {
    const { handler, consumer } = notes(new MemoryStore());
    const [a, b] = [commitsOf('a', [1, 2, 1]), commitsOf('b', [1, 1])];
    expect(await handler(batchOf([...a, ...b]), invocation())).to.deep.equal(SUCCESS);
    expect([consumer.of('a'), consumer.of('b')]).to.deep.equal([versions('a', 4), versions('b', 2)]);
  });

  it('takes an empty batch for a success', async () => {
    const { handler } = notes(new MemoryStore());
    expect(await handler({ Records: [] }, invocation())).to.deep.equal(SUCCESS);
  });

  it('drops what comes again, and loads what is missing', async () => {
    const commits = commitsOf('a', [1, 1, 2, 1]);
    const { handler, consumer } = notes(await storeOf(commits));
    await handler(batchOf(commits.slice(0, 1)), invocation());
    await handler(batchOf([...commits.slice(3), ...commits.slice(0, 2)]), invocation());
    expect(consumer.of('a')).to.deep.equal(versions('a', 5));
  });

  it('goes on with other streams after a failure, and names the first record that has to come again', async () => {
    const [a, b, c] = [commitsOf('a', [1, 1]), commitsOf('b', [1, 1, 1]), commitsOf('c', [1])];
    const { handler, consumer, failures } = notes(new MemoryStore());
    consumer.before = ({ stream, first }) => {
      if (stream === 'b' && first === 2) throw new Error('no');
    };
    const order = [a[0], b[0], a[1], b[1], b[2], c[0]].filter((commit) => commit !== undefined);
    expect(await handler(batchOf(order), invocation())).to.deep.equal(again(103));
    expect(['a', 'b', 'c'].map((stream) => consumer.of(stream).length)).to.deep.equal([2, 1, 1]);
    expect(failures).to.have.length(1);
    expect(failures[0]).to.include({ kind: 'delivery-failed', consumer: 'notes', stream: 'b', version: 2 });

    consumer.before = () => {};
    expect(await handler(batchOf(order.slice(3), 103), invocation())).to.deep.equal(SUCCESS);
    expect(['a', 'b', 'c'].map((stream) => consumer.of(stream).length)).to.deep.equal([2, 3, 1]);
  });

  it('names the lowest of several failures, whichever consumer they are of', async () => {
    const { app } = notes(new MemoryStore());
    const [one, other] = [new NoteTaker(undefined, 'one'), new NoteTaker(undefined, 'other')];
    const failOn = (failing: string) => (commit: { readonly stream: string }) => {
      if (commit.stream === failing) throw new Error('no');
    };
    one.before = failOn('c');
    other.before = failOn('b');
    const commits = ['a', 'b', 'c'].flatMap((stream) => commitsOf(stream, [1]));
    expect(await streamHandler(app, [one, other])(batchOf(commits), invocation())).to.deep.equal(again(101));
    expect([one.of('b').length, other.of('c').length]).to.deep.equal([1, 1]);
  });

  it('gives a stream up after so many tries, says so, and passes it over until it is redriven', async () => {
    const commits = commitsOf('a', [1, 1, 1]);
    const store = await storeOf(commits);
    const { app, handler, consumer, letters } = notes(store, { tries: 3 });
    consumer.before = ({ first }) => {
      if (first === 2) throw new Error('broken');
    };
    const answers = [];
    for (let nth = 0; nth < 3; nth++) answers.push(await handler(batchOf(commits.slice(0, 2)), invocation()));
    expect(answers).to.deep.equal([again(101), again(101), SUCCESS]);
    expect(letters).to.have.length(1);
    expect(letters[0]).to.deep.include({
      consumer: 'notes',
      stream: 'a',
      version: 2,
      tries: 3,
      error: { name: 'Error', message: 'broken' },
      records: [Buffer.from('a@2').toString('base64')],
    });

    expect(await handler(batchOf(commits.slice(2), 102), invocation())).to.deep.equal(SUCCESS);
    expect(consumer.of('a')).to.deep.equal(versions('a', 1));

    consumer.before = () => {};
    const redriven = await redrive(app, { consumer: 'notes', consumers: [consumer] });
    expect(redriven).to.deep.equal({ streams: 1, failures: [] });
    expect(consumer.of('a')).to.deep.equal(versions('a', 3));
  });

  it('redrives one stream of several, and tells what failed again', async () => {
    const store = await storeOf(commitsOf('a', [1]), commitsOf('b', [1]));
    const { app, handler, consumer } = notes(store, { tries: 1 });
    consumer.before = () => {
      throw new Error('broken');
    };
    await handler(batchOf([...commitsOf('a', [1]), ...commitsOf('b', [1])]), invocation());
    const { streams, failures } = await redrive(app, { consumer: 'notes', stream: 'a', consumers: [consumer] });
    expect(streams).to.equal(1);
    expect(failures.map(({ stream, version }) => ({ stream, version }))).to.deep.equal([{ stream: 'a', version: 1 }]);

    consumer.before = () => {};
    expect((await redrive(app, { consumer: 'notes', stream: 'a', consumers: [consumer] })).failures).to.deep.equal([]);
    expect([consumer.of('a').length, consumer.of('b').length]).to.deep.equal([1, 0]);
  });

  it('redrives again what a redrive could not take', async () => {
    const commits = ['a', 'b', 'c'].flatMap((stream) => commitsOf(stream, [1, 1]));
    const { app, handler, consumer } = notes(await storeOf(commits), { tries: 1 });
    const broken = () => {
      throw new Error('broken');
    };
    consumer.before = broken;
    await handler(batchOf(commits), invocation());
    const options = { consumer: 'notes', consumers: [consumer] };
    expect((await redrive(app, options)).failures).to.have.length(3);

    consumer.before = () => {};
    expect(await redrive(app, options)).to.deep.equal({ streams: 3, failures: [] });
    expect(await redrive(app, options)).to.deep.equal({ streams: 0, failures: [] });
    expect(['a', 'b', 'c'].map((stream) => consumer.of(stream))).to.deep.equal(
      ['a', 'b', 'c'].map((stream) => versions(stream, 2)),
    );
  });

  it('redrives no consumer that it does not know', async () => {
    const { app, consumer } = notes(new MemoryStore());
    const error = await rejection(redrive(app, { consumer: 'notse', consumers: [consumer] }));
    expect(error).to.be.instanceOf(UnknownConsumerError);
    expect(error).to.deep.include({ consumer: 'notse', known: ['notes'] });
  });

  it('refuses to be made for no consumer, or for two of one name', () => {
    const { app, consumer } = notes(new MemoryStore());
    expect(() => streamHandler(app)).to.throw(InvalidConsumersError, 'none');
    expect(() => streamHandler(app, [consumer, new NoteTaker()])).to.throw(InvalidConsumersError, '"notes"');
  });

  it('is woken by a record that shows a part of a commit only, and loads the rest', async () => {
    const [commit] = commitsOf('a', [2]);
    if (!commit) return expect.fail();
    const { handler, consumer } = notes(await storeOf([commit]));
    const record = insertOf({ ...commit, records: commit.records.slice(0, 1) }, 100);
    const image = { ...record.dynamodb?.NewImage, f: { N: '1' }, l: { N: '2' } };
    const part = { ...record, dynamodb: { ...record.dynamodb, NewImage: image } };
    expect(await handler({ Records: [part] }, invocation())).to.deep.equal(SUCCESS);
    expect(consumer.of('a')).to.deep.equal(versions('a', 2));
  });

  it('refuses an event that is none of a stream', async () => {
    const { handler } = notes(new MemoryStore());
    const event: { Records: never[] } = JSON.parse('{ "test": true }');
    expect(await rejection(handler(event, invocation()))).to.be.instanceOf(UnreadableRecordError);
  });
});
