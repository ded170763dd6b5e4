import { MemoryShardLeases, type PollOptions, pollStream } from '@eventsource/lambda/poller';
import { expect } from 'chai';
import { manyAccounts } from '../many-accounts.js';
import { warningsDuring } from '../warnings.js';
import { Pollers } from './pollers.js';
import { until } from './until.js';

describe('A poller that runs for long', () => {
  let pollers: Pollers;
  beforeEach(async () => {
    pollers = await Pollers.start();
  });
  afterEach(() => pollers.end());

  it('does not mind a reporter that fails, and renews no lease when it has ended', async () => {
    const leases = new MemoryShardLeases();
    let renewals = 0;
    const renew = leases.renew.bind(leases);
    leases.renew = async (lease, duration) => {
      if (++renewals === 1) throw new Error('no lease');
      await renew(lease, duration);
    };
    const told: string[] = [];
    const report: PollOptions['report'] = ({ kind }) => {
      told.push(kind);
      if (told.length % 2 === 0) throw new Error('no log');
      return Promise.reject(new Error('no log, later'));
    };
    pollers.server.open('s');
    pollers.server.refuse('GetRecords', 'InternalServerError', 'InternalServerError', 'AccessDeniedException');
    pollers.server.put('s', { eventName: 'INSERT', dynamodb: { Keys: { id: { S: 'foreign' } }, SequenceNumber: '1' } });
    pollers.fill('a', 's');
    const { consumer, polling } = pollers.poll({ leases, leaseDuration: 60, report });
    await until(() => consumer.of('a').length === 4 && renewals > 1);
    pollers.server.refuse('ListStreams', 'AccessDeniedException', 'AccessDeniedException');
    pollers.server.open('other');
    pollers.fill('b', 'other');
    await until(() => consumer.of('b').length === 4);
    expect(new Set(told)).to.deep.equal(new Set(['poll-failed', 'record-unreadable']));

    pollers.stop.abort();
    await polling;
    const ended = renewals;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(renewals).to.equal(ended);
  });

  it('leaves nothing behind at its signal, however often it reads', async () => {
    const { any } = AbortSignal;
    let made = 0;
    AbortSignal.any = (signals) => {
      made++;
      return any.call(AbortSignal, signals);
    };
    try {
      pollers.server.open('s');
      const { consumer } = pollers.poll({ discovery: 1 });
      for (const stream of ['a', 'b', 'c', 'd', 'e']) {
        pollers.fill(stream, 's');
        await until(() => consumer.of(stream).length === 4);
      }
      expect(pollers.server.reads.length).to.be.at.least(10);
      expect(made).to.equal(1);
    } finally {
      AbortSignal.any = any;
    }
  });

  it('has many streams listen to one signal, and is not taken for a leak', async () => {
    pollers.server.open('s');
    pollers.server.pageSize = 100;
    const { app, accounts, taken, records } = await manyAccounts(40);
    pollers.server.put('s', ...records);
    const warnings = await warningsDuring(async () => {
      pollers.running.push(pollStream(app, pollers.options));
      await until(() => taken() === accounts.length);
    });
    expect(warnings).to.not.include('MaxListenersExceededWarning');
  });
});
