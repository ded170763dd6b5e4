import { MemoryStore } from '@eventsource/core';
import { DataPointType } from '@opentelemetry/sdk-metrics';
import { expect } from 'chai';
import { Deposit, DepositAll, Run, Withdraw } from '../core/accounts/account.js';
import { application, rejection } from '../core/accounts/application.js';
import { failsWith, isPrecededBy, losesItsAnswer, ScriptedStore } from '../core/accounts/scripted-store.js';
import { traced } from './accounts.js';
import { Sdk } from './sdk.js';

const ofAccounts = { 'eventsource.aggregate.name': 'account' };

describe('the metrics of commands', () => {
  let sdk: Sdk;

  beforeEach(() => {
    sdk = Sdk.measuring();
  });

  afterEach(Sdk.unregister);

  it('count decisions, by cache hit and outcome', async () => {
    const { dispatcher } = traced();
    await dispatcher.dispatch(new Deposit('alice', 1));
    await dispatcher.dispatch(new Deposit('alice', 1));
    await dispatcher.dispatch(new Deposit('alice', 1));
    await dispatcher.dispatch(new Run('bob', () => undefined));
    await rejection(dispatcher.dispatch(new Withdraw('bob', 1)));

    const decided = (hit: boolean, outcome: string) => ({
      ...ofAccounts,
      'eventsource.cache.hit': hit,
      'eventsource.outcome': outcome,
    });
    expect(await sdk.measured('eventsource.decisions')).to.deep.equal([
      { attributes: decided(false, 'emitted'), value: 1 },
      { attributes: decided(true, 'emitted'), value: 2 },
      { attributes: decided(false, 'unchanged'), value: 1 },
      { attributes: decided(true, 'rejected'), value: 1 },
    ]);
  });

  it('count conflicts and retries', async () => {
    const memory = new MemoryStore();
    const store = new ScriptedStore(memory);
    const { dispatcher } = traced(store, { retry: { attempts: 2 } });
    const race = isPrecededBy(() => application(memory).dispatcher.dispatch(new Deposit('alice', 1)));
    store.next(race);
    await dispatcher.dispatch(new Deposit('alice', 1));
    store.next(race, race);
    await rejection(dispatcher.dispatch(new Deposit('alice', 1)));

    expect(await sdk.measured('eventsource.conflicts')).to.deep.equal([{ attributes: ofAccounts, value: 3 }]);
    expect(await sdk.measured('eventsource.retries')).to.deep.equal([{ attributes: ofAccounts, value: 2 }]);
  });

  it('count no conflict where a lost answer is recognised', async () => {
    const store = new ScriptedStore();
    store.next(losesItsAnswer);

    await traced(store).dispatcher.dispatch(new Deposit('alice', 1));

    expect(await sdk.measured('eventsource.conflicts')).to.deep.equal([]);
  });

  it('hold the sizes of snapshots in bytes', async () => {
    const { dispatcher } = traced();
    await dispatcher.dispatch(new DepositAll('alice', [1, 1, 1, 1, 1]));
    await dispatcher.dispatch(new DepositAll('bob', [10, 10, 10, 10, 10]));

    const sum = Buffer.byteLength('{"d":{"balance":5}}') + Buffer.byteLength('{"d":{"balance":50}}');
    expect(await sdk.measured('eventsource.snapshot.size')).to.deep.equal([
      { attributes: { ...ofAccounts, 'eventsource.snapshot.stored': true }, value: { count: 2, sum } },
    ]);
  });

  it('tell snapshots that did not fit', async () => {
    const store = new ScriptedStore();
    store.next(async (append, { snapshot: _, ...commit }) => append(commit));

    await traced(store, { report: () => {} }).dispatcher.dispatch(new DepositAll('alice', [1, 1, 1, 1, 1]));

    const [size] = await sdk.measured('eventsource.snapshot.size');
    expect(size?.attributes).to.include({ 'eventsource.snapshot.stored': false });
  });

  it('hold how long dispatches take in seconds, by handler and outcome or error', async () => {
    const store = new ScriptedStore();
    const { dispatcher } = traced(store);
    await dispatcher.dispatch(new Deposit('alice', 1));
    await dispatcher.dispatch(new Deposit('alice', 1));
    await rejection(dispatcher.dispatch(new Withdraw('alice', 9)));
    store.next(failsWith(new RangeError('The disk is on fire.')));
    await rejection(dispatcher.dispatch(new Deposit('alice', 1)));

    const durations = await sdk.measured('eventsource.dispatch.duration');
    expect(durations.map(({ attributes }) => attributes)).to.deep.equal([
      { ...ofAccounts, 'eventsource.handler': 'account.deposit', 'eventsource.outcome': 'stored' },
      { ...ofAccounts, 'eventsource.handler': 'account.withdraw', 'eventsource.outcome': 'rejected' },
      { ...ofAccounts, 'eventsource.handler': 'account.deposit', 'error.type': 'RangeError' },
    ]);
    const [stored] = durations;
    if (typeof stored?.value !== 'object') return expect.fail('A duration is a histogram.');
    expect(stored.value.count).to.equal(2);
    expect(stored.value.sum).to.be.greaterThan(0).and.lessThan(1);
  });

  it('measure seconds up to 10, and bytes up to an item of DynamoDB', async () => {
    await traced().dispatcher.dispatch(new DepositAll('alice', [1, 1, 1, 1, 1]));

    expect(await boundaries('eventsource.dispatch.duration')).to.include.members([0.005, 10]);
    expect(await boundaries('eventsource.snapshot.size')).to.include.members([1024, 409600]);
  });

  it('name no handler where it is not the same for all, nor ever an id', async () => {
    await traced().dispatcher.dispatchAll([new Deposit('alice', 1), new DepositAll('bob', [1])]);

    const [duration] = await sdk.measured('eventsource.dispatch.duration');
    expect(duration?.attributes).to.deep.equal({ ...ofAccounts, 'eventsource.outcome': 'stored' });
  });

  it('are measured also when the SDK comes after install, and by one that replaces it', async () => {
    Sdk.unregister();
    const { dispatcher } = traced();
    await dispatcher.dispatch(new Deposit('alice', 1));
    for (const count of [1, 2]) {
      sdk = Sdk.measuring();
      for (let done = 0; done < count; done++) await dispatcher.dispatch(new Deposit('alice', 1));

      const [decisions] = await sdk.measured('eventsource.decisions');
      expect(decisions?.value).to.equal(count);
      Sdk.unregister();
    }
  });

  it('make no spans, and leave events as they are, where nobody traces', async () => {
    const { metadata } = await traced().dispatcher.dispatch(new Deposit('alice', 1));

    expect(metadata).to.deep.equal({});
  });

  async function boundaries(name: string): Promise<readonly number[]> {
    const metric = await sdk.metric(name);
    if (metric?.dataPointType !== DataPointType.HISTOGRAM) return [];
    return metric.dataPoints[0]?.value.buckets.boundaries ?? [];
  }
});
