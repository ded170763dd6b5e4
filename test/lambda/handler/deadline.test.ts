import { setTimeout as sleep } from 'node:timers/promises';
import { MemoryStore } from '@eventsource/core';
import { streamHandler } from '@eventsource/lambda';
import { expect } from 'chai';
import { commitsOf } from '../../core/delivery/streams.js';
import { batchOf, invocation } from '../events.js';
import { manyAccounts } from '../many-accounts.js';
import { warningsDuring } from '../warnings.js';
import { notes } from './application.js';

const commits = Array.from({ length: 200 }, (_, index) => commitsOf(`s${index}`, [1])).flat();

describe('The handler, shortly before Lambda ends it', () => {
  it('begins nothing more, and names the first record that it has not taken', async () => {
    const { handler, consumer } = notes(new MemoryStore(), { streams: 1 });
    consumer.before = () => sleep(10);
    const begun = performance.now();
    const answer = await handler(batchOf(commits), invocation(800));
    expect(performance.now() - begun).to.be.within(500, 800);

    const taken = commits.filter(({ stream }) => consumer.of(stream).length > 0).length;
    expect(taken).to.be.within(5, 100);
    expect(answer).to.deep.equal({ batchItemFailures: [{ itemIdentifier: String(100 + taken) }] });
  });

  it('takes what is left when it comes again', async () => {
    const { handler, consumer } = notes(new MemoryStore(), { streams: 1 });
    consumer.before = () => sleep(2);
    let from = 100;
    let rounds = 0;
    for (; from < 100 + commits.length; rounds++) {
      const { batchItemFailures } = await handler(batchOf(commits.slice(from - 100), from), invocation(300));
      const [failure] = batchItemFailures;
      from = failure ? Number(failure.itemIdentifier) : Infinity;
    }
    expect(rounds).to.be.greaterThan(1);
    expect(commits.filter(({ stream }) => consumer.of(stream).length === 1)).to.have.length(commits.length);
  });

  it('leaves a handler behind that hangs and heeds no signal', async () => {
    const { handler, consumer } = notes(new MemoryStore());
    consumer.before = () => new Promise(() => {});
    const begun = performance.now();
    const answer = await handler(batchOf(commits.slice(0, 3)), invocation(400));
    expect(performance.now() - begun).to.be.within(250, 400);
    expect(answer).to.deep.equal({ batchItemFailures: [{ itemIdentifier: '100' }] });
  });

  it('does not count it as a try', async () => {
    const { handler, consumer, letters } = notes(new MemoryStore(), { tries: 1, streams: 1 });
    consumer.before = () => sleep(20);
    for (let nth = 0; nth < 3; nth++) await handler(batchOf(commits), invocation(100));
    expect(letters).to.deep.equal([]);
  });

  it('has many streams listen to its signal, and is not taken for a leak', async () => {
    const { app, records, taken } = await manyAccounts(40);
    const handler = streamHandler(app);
    const warnings = await warningsDuring(() => handler({ Records: records }, invocation()));
    expect(taken()).to.equal(40);
    expect(warnings).to.not.include('MaxListenersExceededWarning');
  });

  it('refuses a margin that cannot be', () => {
    for (const margin of [0, -1, Number.NaN, 2 ** 31]) {
      expect(() => notes(new MemoryStore(), { margin })).to.throw(RangeError, `"margin" of a feed is ${margin}`);
    }
  });

  it('takes nothing when no time is left', async () => {
    const { handler, consumer } = notes(new MemoryStore());
    const answer = await handler(batchOf(commits), invocation(0));
    expect(answer).to.deep.equal({ batchItemFailures: [{ itemIdentifier: '100' }] });
    expect(consumer.given).to.deep.equal([]);
  });
});
