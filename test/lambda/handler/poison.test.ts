import { type DeadLetter, MemoryStore } from '@eventsource/core';
import type { LambdaRecord } from '@eventsource/lambda';
import { UnreadableRecordError } from '@eventsource/lambda';
import { expect } from 'chai';
import { rejection } from '../../core/accounts/application.js';
import { commitsOf, storeOf } from '../../core/delivery/streams.js';
import { batchOf, insertOf, invocation } from '../events.js';
import { notes } from './application.js';

/** Of a table with another key. */
const foreign = (SequenceNumber?: string): LambdaRecord => ({
  eventName: 'INSERT',
  dynamodb: {
    Keys: { id: { S: 'x' } },
    NewImage: { id: { S: 'x' }, list: { L: [{ S: 'y' }] } },
    ...(SequenceNumber !== undefined && { SequenceNumber }),
  },
});

const SUCCESS = { batchItemFailures: [] };

describe('A record that is of no item of events', () => {
  const [commit] = commitsOf('a', [1]);
  if (!commit) throw new Error('There is a commit.');

  it('goes to the dead letters as it came, once, and holds nothing up', async () => {
    const { handler, consumer, letters, reports } = notes(new MemoryStore());
    const records = [foreign('100'), insertOf(commit, 101)];
    expect(await handler({ Records: records }, invocation())).to.deep.equal(SUCCESS);
    expect(consumer.of('a')).to.have.length(1);
    expect(letters).to.have.length(1);
    expect(letters[0]).to.include({ consumer: '*', stream: '', version: 0, tries: 1 });
    expect(letters[0]?.error.name).to.equal('UnreadableRecordError');
    const [raw = ''] = letters[0]?.records ?? [];
    expect(JSON.parse(Buffer.from(raw, 'base64').toString())).to.deep.equal(foreign('100'));
    expect(reports.map(({ kind }) => kind)).to.deep.equal(['record-unreadable']);
  });

  it('comes again where no dead letter can be sent, while the rest is taken', async () => {
    const deadLetters = {
      put: async (_: DeadLetter) => {
        throw new Error('no queue');
      },
    };
    const { handler, consumer } = notes(new MemoryStore(), { deadLetters });
    const answer = await handler({ Records: [insertOf(commit, 100), foreign('101')] }, invocation());
    expect(answer).to.deep.equal({ batchItemFailures: [{ itemIdentifier: '101' }] });
    expect(consumer.of('a')).to.have.length(1);
  });

  it('is named by the record before it when it has no sequence number', async () => {
    const put = () => Promise.reject(new Error('no queue'));
    const { handler } = notes(new MemoryStore(), { deadLetters: { put } });
    const answer = await handler({ Records: [insertOf(commit, 100), foreign()] }, invocation());
    expect(answer).to.deep.equal({ batchItemFailures: [{ itemIdentifier: '100' }] });
  });

  it('fails the batch when nothing can be named', async () => {
    const put = () => Promise.reject(new Error('no queue'));
    const { handler } = notes(new MemoryStore(), { deadLetters: { put } });
    for (const record of [foreign(), foreign('')]) {
      const error = await rejection(handler({ Records: [record] }, invocation()));
      expect(error).to.be.instanceOf(UnreadableRecordError);
    }
  });

  const odd: Record<string, LambdaRecord> = {
    'is empty': {},
    'is not there': JSON.parse('null'),
    'is of another source': JSON.parse('{ "eventSource": "aws:sqs", "body": "{}" }'),
    'is of no change that is known': { ...insertOf(commit, 100), eventName: 'TRUNCATE' },
    'has a key of another type': {
      eventName: 'INSERT',
      dynamodb: { Keys: { key: { N: '1' }, partition: { S: '1' } } },
    },
  };
  for (const [what, record] of Object.entries(odd)) {
    it(`may be one that ${what}`, async () => {
      const { handler, letters } = notes(new MemoryStore());
      expect(await handler({ Records: [record] }, invocation())).to.deep.equal(SUCCESS);
      expect(letters.map(({ error }) => error.name)).to.deep.equal(['UnreadableRecordError']);
    });
  }

  it('is none when only its image is malformed: the table says what the stream holds', async () => {
    const { handler, consumer, letters } = notes(await storeOf([commit]));
    const record = insertOf(commit, 100);
    const image = { ...record.dynamodb?.NewImage, x: { S: 'strange' } };
    const malformed = { ...record, dynamodb: { ...record.dynamodb, NewImage: image } };
    expect(await handler({ Records: [malformed] }, invocation())).to.deep.equal(SUCCESS);
    expect([consumer.of('a').length, letters.length]).to.deep.equal([1, 0]);
  });

  it('does not hold up the batches after it', async () => {
    const { handler } = notes(new MemoryStore());
    expect(await handler(batchOf([commit]), invocation())).to.deep.equal(SUCCESS);
  });
});
