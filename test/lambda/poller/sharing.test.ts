import { MemoryCheckpoints } from '@eventsource/core';
import { LeaseLostError, MemoryShardLeases, type ShardLeases } from '@eventsource/lambda/poller';
import { expect } from 'chai';
import { NoteTaker } from '../../core/delivery/note-taker.js';
import { leaseOf, Pollers } from './pollers.js';
import { until } from './until.js';

describe('Pollers of one table', () => {
  let pollers: Pollers;
  beforeEach(async () => {
    pollers = await Pollers.start();
  });
  afterEach(() => pollers.end());

  it('go on where another has stopped, and read no shard again that is read', async () => {
    const leases = new MemoryShardLeases();
    pollers.server.open('p');
    pollers.server.open('c', 'p');
    pollers.fill('a', 'p');
    pollers.server.close('p');
    const first = new AbortController();
    const { consumer, polling } = pollers.poll({ leases, signal: first.signal });
    pollers.fill('b', 'c');
    await until(() => consumer.of('b').length === 4);
    first.abort();
    await polling;

    pollers.server.reads.length = 0;
    pollers.fill('d', 'c');
    const { consumer: second } = pollers.poll({ leases });
    await until(() => second.of('d').length === 4);
    // The first one's last request may arrive when it is gone.
    expect([...new Set(pollers.server.reads)]).to.deep.equal(['c 108', 'c 110']);
  });

  it('leave a shard to the one that has it, and take over when that falls silent', async () => {
    const leases = new MemoryShardLeases();
    const dead = await leases.acquire(leaseOf('notes', 's'), 'dead', 300);
    expect(dead?.fence).to.equal(1);
    pollers.server.open('s');
    pollers.fill('a', 's');
    const begun = performance.now();
    const { consumer } = pollers.poll({ leases, leaseDuration: 300 });
    await until(() => consumer.of('a').length === 4);
    expect(performance.now() - begun).to.be.greaterThan(250);
  });

  describe('share', () => {
    const named = (name: string) => new NoteTaker(new MemoryCheckpoints(), name);

    it('no shard with those that drive other consumers', async () => {
      const leases = new MemoryShardLeases();
      for (const shard of ['s1', 's2']) {
        pollers.server.open(shard);
        pollers.fill(shard, shard);
      }
      const both = [named('balances'), named('publisher')];
      for (const consumer of both) pollers.poll({ leases, leaseDuration: 60_000 }, consumer);
      const taken = () => both.flatMap((consumer) => ['s1', 's2'].map((stream) => consumer.of(stream).length));
      await until(() => taken().every((count) => count === 4));
    });

    it('the shards with those that drive the same, in whatever order they are given', async () => {
      const leases = new MemoryShardLeases();
      pollers.server.open('s');
      pollers.fill('a', 's');
      pollers.server.close('s');
      const first = new AbortController();
      const consumers = [named('one'), named('other')];
      const { polling } = pollers.poll({ leases, consumers, signal: first.signal });
      await until(() => consumers.every((consumer) => consumer.of('a').length === 4));
      const lease = leaseOf('one+other', 's');
      await until(async () => (await leases.finished([lease])).has(lease));
      first.abort();
      await polling;

      pollers.server.reads.length = 0;
      pollers.server.open('next');
      pollers.fill('b', 'next');
      pollers.poll({ leases, consumers: consumers.toReversed() });
      await until(() => consumers.every((consumer) => consumer.of('b').length === 4));
      expect(pollers.server.reads.filter((read) => read.startsWith('s '))).to.deep.equal([]);
    });

    it('the shards with those of the same name, whatever they drive', async () => {
      const leases = new MemoryShardLeases();
      pollers.server.open('s');
      const { consumer } = pollers.poll({ leases, name: 'ours' });
      const other = pollers.poll({ leases, name: 'ours' }, named('other'));
      pollers.fill('a', 's');
      await until(() => consumer.of('a').length + other.consumer.of('a').length === 4);
      const winner = consumer.of('a').length > 0 ? consumer : other.consumer;
      expect(winner.of('a')).to.have.length(4);
    });

    it('nothing by accident: what joins the names is escaped in them, and a long list stays short', async () => {
      const names: string[] = [];
      const leases = new MemoryShardLeases();
      const acquire = leases.acquire.bind(leases);
      leases.acquire = (shard, owner, duration) => {
        names.push(shard);
        return acquire(shard, owner, duration);
      };
      pollers.server.open('s');
      const many = Array.from({ length: 100 }, (_, index) => named(`projection number ${index}`));
      for (const consumers of [[named('b+c'), named('a%')], [named('a'), named('b'), named('c')], many]) {
        const before = names.length;
        pollers.poll({ leases, consumers, leaseDuration: 60_000 });
        await until(() => names.length > before);
      }
      expect(names.slice(0, 2)).to.deep.equal([leaseOf('a%25+b%2Bc', 's'), leaseOf('a+b+c', 's')]);
      expect(names[2]).to.have.length(leaseOf('', 's').length + 43);
    });
  });

  it('keep a lease while a consumer takes long', async () => {
    const leases = new MemoryShardLeases();
    pollers.server.open('s');
    pollers.fill('a', 's');
    const slow = new NoteTaker();
    slow.before = () => new Promise((resolve) => setTimeout(resolve, 300));
    pollers.poll({ leases, leaseDuration: 500 }, slow);
    const { consumer: other } = pollers.poll({ leases, leaseDuration: 500 });
    await until(() => slow.of('a').length === 4);
    expect(other.given).to.deep.equal([]);
  });

  it('stop working on a shard that they have lost', async () => {
    const inner = new MemoryShardLeases();
    let stolen = false;
    const leases: ShardLeases = {
      acquire: (shard, owner, duration) =>
        stolen ? Promise.resolve(undefined) : inner.acquire(shard, owner, duration),
      renew: async (lease, duration) => {
        if (stolen) await inner.renew({ ...lease, fence: 0 }, duration);
        await inner.renew(lease, duration);
      },
      release: (lease) => inner.release(lease),
      finish: (lease) => inner.finish(lease),
      finished: (shards) => inner.finished(shards),
    };
    pollers.server.open('s');
    pollers.fill('a', 's');
    const { consumer, reports } = pollers.poll({ leases, leaseDuration: 60 });
    await until(() => consumer.of('a').length === 4);
    stolen = true;
    await until(() => reports.length > 0);
    expect(reports[0]).to.have.nested.property('error.name', 'LeaseLostError');
    pollers.fill('b', 's');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(consumer.of('b')).to.deep.equal([]);
  });

  it('have stopped working on a shard when they say that the lease is lost', async () => {
    const leases = new MemoryShardLeases();
    let working: AbortSignal | undefined;
    leases.renew = async (lease) => {
      if (working) throw new LeaseLostError(lease.shard, lease.owner);
    };
    const consumer = new NoteTaker();
    consumer.take = async (_, { signal } = {}) => {
      working ??= signal;
      return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
    };
    const stopped: (boolean | undefined)[] = [];
    pollers.server.open('s');
    pollers.fill('a', 's');
    pollers.poll({ leases, leaseDuration: 60, report: () => stopped.push(working?.aborted) }, consumer);
    await until(() => stopped.length > 0);
    expect(stopped[0]).to.equal(true);
  });
});
