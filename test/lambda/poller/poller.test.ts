import { setTimeout as sleep } from 'node:timers/promises';
import { MemoryCheckpoints, MemoryStore } from '@eventsource/core';
import type { LambdaRecord } from '@eventsource/lambda';
import {
  LeaseLostError,
  MemoryShardLeases,
  type PollOptions,
  pollStream,
  type ShardLeases,
  StreamNotFoundError,
} from '@eventsource/lambda/poller';
import { expect } from 'chai';
import { rejection } from '../../core/accounts/application.js';
import { NoteTaker } from '../../core/delivery/note-taker.js';
import { commitsOf, storeOf } from '../../core/delivery/streams.js';
import { insertOf } from '../events.js';
import { notes } from '../handler/application.js';
import { manyAccounts } from '../many-accounts.js';
import { warningsDuring } from '../warnings.js';
import { StreamsServer } from './streams-server.js';
import { until } from './until.js';

describe('A poller', () => {
  let server: StreamsServer;
  let endpoint: string;
  let stop: AbortController;
  let running: Promise<unknown>[];
  let sequence: number;

  beforeEach(async () => {
    server = new StreamsServer();
    endpoint = await server.start();
    stop = new AbortController();
    running = [];
    sequence = 100;
  });

  afterEach(async () => {
    stop.abort();
    await Promise.all(running);
    await server.stop();
  });

  /** Polls with a consumer that takes notes, until the test is over or the signal is aborted. */
  function poll(options: Partial<PollOptions> = {}, consumer = new NoteTaker(), store = new MemoryStore()) {
    const { app, ...told } = notes(store);
    const report: PollOptions['report'] = (report) => told.reports.push(report);
    const fast = { table: 'events', endpoint, interval: 5, discovery: 20, signal: stop.signal, report };
    const polling = pollStream(app, { ...fast, consumers: [consumer], ...options });
    running.push(polling.catch(() => {}));
    return { ...told, consumer, polling };
  }

  /** Puts the commits of a stream into shards: one after another, by turns. */
  function fill(stream: string, ...shards: readonly string[]): void {
    const commits = commitsOf(stream, [1, 1, 1, 1]);
    for (const [index, commit] of commits.entries()) {
      const id = shards[Math.floor((index * shards.length) / commits.length)] ?? '';
      server.put(id, insertOf(commit, sequence++));
    }
  }

  const leaseOf = (poller: string, shard: string) =>
    `${poller} arn:aws:dynamodb:us-east-1:000000000000:table/events/stream/2026-01-02T03:04:05.006/${shard}`;

  async function untilFinished(leases: ShardLeases, poller: string, shard: string): Promise<void> {
    let finished = 0;
    for (const name = leaseOf(poller, shard); finished === 0; finished = (await leases.finished([name])).size) {
      await sleep(2);
    }
  }

  const kinds = (reports: readonly { readonly kind: string }[]) => reports.map(({ kind }) => kind);

  it('brings what a shard holds, and what comes later', async () => {
    server.open('s1');
    fill('a', 's1');
    const { consumer } = poll();
    await until(() => consumer.of('a').length === 4);
    fill('b', 's1');
    await until(() => consumer.of('b').length === 4);
    expect(consumer.of('b')).to.deep.equal(['b@1', 'b@2', 'b@3', 'b@4']);
  });

  it('reads parents to their end before their children, however they are listed', async () => {
    for (const [id, parent] of [
      ['c2', 'p'],
      ['c1', 'p'],
      ['p', 'gone'],
      ['g', 'c1'],
      ['c3', 'p'],
    ] as const) {
      server.open(id, parent);
    }
    fill('a', 'p', 'c1', 'g');
    fill('b', 'p', 'c2');
    server.close('p', 'c1');
    const { consumer } = poll();
    await until(() => consumer.of('a').length === 4 && consumer.of('b').length === 4);

    const order = server.reads.map((read) => read.split(' ')[0]);
    expect(order.indexOf('c1')).to.be.greaterThan(order.lastIndexOf('p'));
    expect(order.indexOf('c2')).to.be.greaterThan(order.lastIndexOf('p'));
    expect(order.indexOf('g')).to.be.greaterThan(order.lastIndexOf('c1'));
  });

  it('waits for a parent that is still open, and finds the children of a split', async () => {
    server.open('p');
    server.open('early', 'p');
    server.put('early', ...commitsOf('b', [1]).map((commit) => insertOf(commit, 1)));
    fill('a', 'p');
    const { consumer } = poll();
    await until(() => consumer.of('a').length === 4);
    expect(consumer.of('b')).to.deep.equal([]);

    server.open('late', 'p');
    server.close('p');
    server.put('late', ...commitsOf('c', [1]).map((commit) => insertOf(commit, 2)));
    await until(() => consumer.of('b').length === 1 && consumer.of('c').length === 1);
  });

  it('goes on where another has stopped, and reads no shard again that is read', async () => {
    const leases = new MemoryShardLeases();
    server.open('p');
    server.open('c', 'p');
    fill('a', 'p');
    server.close('p');
    const first = new AbortController();
    const { consumer, polling } = poll({ leases, signal: first.signal });
    fill('b', 'c');
    await until(() => consumer.of('b').length === 4);
    first.abort();
    await polling;

    server.reads.length = 0;
    fill('d', 'c');
    const { consumer: second } = poll({ leases });
    await until(() => second.of('d').length === 4);
    // The first one's last request may arrive when it is gone.
    expect([...new Set(server.reads)]).to.deep.equal(['c 108', 'c 110']);
  });

  it('leaves a shard to the one that has it, and takes over when that falls silent', async () => {
    const leases = new MemoryShardLeases();
    const dead = await leases.acquire(leaseOf('notes', 's'), 'dead', 300);
    expect(dead?.fence).to.equal(1);
    server.open('s');
    fill('a', 's');
    const begun = performance.now();
    const { consumer } = poll({ leases, leaseDuration: 300 });
    await until(() => consumer.of('a').length === 4);
    expect(performance.now() - begun).to.be.greaterThan(250);
  });

  describe('shares', () => {
    const named = (name: string) => new NoteTaker(new MemoryCheckpoints(), name);

    it('no shard with one that drives other consumers', async () => {
      const leases = new MemoryShardLeases();
      for (const shard of ['s1', 's2']) {
        server.open(shard);
        fill(shard, shard);
      }
      const pollers = ['balances', 'publisher'].map((name) => poll({ leases, leaseDuration: 60_000 }, named(name)));
      const taken = () => pollers.flatMap(({ consumer }) => ['s1', 's2'].map((stream) => consumer.of(stream).length));
      await until(() => taken().every((count) => count === 4));
    });

    it('the shards with one that drives the same, in whatever order they are given', async () => {
      const leases = new MemoryShardLeases();
      server.open('s');
      fill('a', 's');
      server.close('s');
      const first = new AbortController();
      const consumers = [named('one'), named('other')];
      const { polling } = poll({ leases, consumers, signal: first.signal });
      await until(() => consumers.every((consumer) => consumer.of('a').length === 4));
      await untilFinished(leases, 'one+other', 's');
      first.abort();
      await polling;

      server.reads.length = 0;
      server.open('next');
      fill('b', 'next');
      poll({ leases, consumers: consumers.toReversed() });
      await until(() => consumers.every((consumer) => consumer.of('b').length === 4));
      expect(server.reads.filter((read) => read.startsWith('s '))).to.deep.equal([]);
    });

    it('the shards with one of the same name, whatever it drives', async () => {
      const leases = new MemoryShardLeases();
      server.open('s');
      const { consumer } = poll({ leases, name: 'ours' });
      const other = poll({ leases, name: 'ours' }, named('other'));
      fill('a', 's');
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
      server.open('s');
      const many = Array.from({ length: 100 }, (_, index) => named(`projection number ${index}`));
      for (const consumers of [[named('b+c'), named('a%')], [named('a'), named('b'), named('c')], many]) {
        const before = names.length;
        poll({ leases, consumers, leaseDuration: 60_000 });
        await until(() => names.length > before);
      }
      expect(names.slice(0, 2)).to.deep.equal([leaseOf('a%25+b%2Bc', 's'), leaseOf('a+b+c', 's')]);
      expect(names[2]).to.have.length(leaseOf('', 's').length + 43);
    });
  });

  it('keeps its lease while a consumer takes long', async () => {
    const leases = new MemoryShardLeases();
    server.open('s');
    fill('a', 's');
    const slow = new NoteTaker();
    slow.before = () => new Promise((resolve) => setTimeout(resolve, 200));
    poll({ leases, leaseDuration: 150 }, slow);
    const { consumer: other } = poll({ leases, leaseDuration: 150 });
    await until(() => slow.of('a').length === 4);
    expect(other.given).to.deep.equal([]);
  });

  it('stops working on a shard that it has lost', async () => {
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
    server.open('s');
    fill('a', 's');
    const { consumer, reports } = poll({ leases, leaseDuration: 60 });
    await until(() => consumer.of('a').length === 4);
    stolen = true;
    await until(() => reports.length > 0);
    expect(reports[0]).to.have.nested.property('error.name', 'LeaseLostError');
    fill('b', 's');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(consumer.of('b')).to.deep.equal([]);
  });

  describe('on a table that was deleted and created again', () => {
    const [deleted, present] = ['2026-01-01T00:00:00.000', '2026-01-01T06:00:00.000'];
    /** Of the deleted table, in a stream that the present one has too. */
    const foreign = commitsOf('a', [1, 1]).map((commit) => ({ ...commit, records: [Buffer.from('deleted')] }));
    const removal = (stream: string): LambdaRecord => ({
      eventName: 'REMOVE',
      dynamodb: { Keys: { key: { S: stream }, partition: { N: '1' } }, SequenceNumber: String(sequence++) },
    });

    for (const order of [
      [deleted, present],
      [present, deleted],
    ]) {
      it(`takes what the table holds, and no events of the deleted one, which is listed ${order.indexOf(deleted) + 1}.`, async () => {
        for (const stream of order) server.open(stream, undefined, stream);
        server.put(deleted, ...foreign.map((commit) => insertOf(commit, sequence++)), removal('a'), removal('gone'));
        server.put(deleted, ...commitsOf('gone', [1]).map((commit) => insertOf(commit, sequence++)));
        server.close(deleted);
        const { consumer, reports } = poll({}, new NoteTaker(), await storeOf(commitsOf('a', [1, 1, 1])));
        await until(() => consumer.of('a').length === 3);
        server.put(present, removal('a'));
        await until(() => reports.length > 0);
        expect(consumer.of('a')).to.deep.equal(['a@1', 'a@2', 'a@3']);
        expect(consumer.of('gone')).to.deep.equal([]);
        expect(reports).to.deep.equal([{ kind: 'item-removed', stream: 'a', partition: '1' }]);
      });
    }

    it('believes the old stream no more once there is a new one', async () => {
      server.open(deleted, undefined, deleted);
      server.put(deleted, ...commitsOf('before', [1]).map((commit) => insertOf(commit, sequence++)));
      const { consumer } = poll({}, new NoteTaker(), await storeOf(commitsOf('a', [1])));
      await until(() => consumer.of('before').length === 1);
      server.open(present, undefined, present);
      fill('b', present);
      await until(() => consumer.of('b').length === 4);
      server.put(deleted, ...foreign.map((commit) => insertOf(commit, sequence++)));
      await until(() => consumer.of('a').length > 0);
      expect(consumer.of('a')).to.deep.equal(['a@1']);
    });
  });

  it('goes on with a new iterator when its own has expired', async () => {
    server.open('s');
    fill('a', 's');
    const { consumer, reports } = poll();
    await until(() => consumer.of('a').length === 4);
    server.refuse('GetRecords', 'ExpiredIteratorException');
    fill('b', 's');
    await until(() => consumer.of('b').length === 4);
    expect(reports).to.deep.equal([]);
  });

  it('goes on with the oldest record that is kept, and says so, where those that it was to read are gone', async () => {
    const leases = new MemoryShardLeases();
    server.open('s');
    fill('a', 's');
    const first = new AbortController();
    const { consumer, polling } = poll({ leases, signal: first.signal });
    await until(() => consumer.of('a').length === 4);
    first.abort();
    await polling;

    fill('b', 's');
    server.trim('s', 6);
    const { consumer: second, reports } = poll({ leases }, consumer);
    fill('c', 's');
    await until(() => second.of('c').length === 4);
    expect(reports.filter(({ kind }) => kind === 'records-trimmed')).to.have.length(1);
    expect(reports.find(({ kind }) => kind === 'records-trimmed')).to.include({ sequenceNumber: '103' });
  });

  it('tries again what fails, and tells of it', async () => {
    server.refuse('DescribeStream', 'InternalServerError', 'AccessDeniedException');
    server.refuse('GetShardIterator', 'ResourceNotFoundException');
    server.refuse('GetRecords', 'LimitExceededException', 'AccessDeniedException');
    server.open('s');
    fill('a', 's');
    const { consumer, reports } = poll();
    await until(() => consumer.of('a').length === 4);
    expect(new Set(kinds(reports))).to.deep.equal(new Set(['poll-failed']));
  });

  it('tries again what a consumer could not take, while other streams go on', async () => {
    server.open('s');
    for (const stream of ['a', 'b']) server.put('s', ...commitsOf(stream, [1]).map((commit) => insertOf(commit, 100)));
    const consumer = new NoteTaker();
    let failures = 2;
    consumer.before = ({ stream }) => {
      if (stream === 'a' && failures-- > 0) throw new Error('no');
    };
    const { failures: told } = poll({}, consumer);
    await until(() => consumer.of('a').length === 1);
    expect(consumer.of('b')).to.have.length(1);
    expect(kinds(told)).to.deep.equal(['delivery-failed', 'delivery-failed']);
  });

  it('stops within a moment, though a consumer hangs', async () => {
    server.open('s');
    fill('a', 's');
    const consumer = new NoteTaker();
    let begun = false;
    const { polling } = poll({}, consumer);
    consumer.take = (_, { signal } = {}) => {
      begun = true;
      return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
    };
    await until(() => begun);
    stop.abort();
    const stopping = performance.now();
    await polling;
    expect(performance.now() - stopping).to.be.lessThan(500);
  });

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
    server.open('s');
    server.refuse('GetRecords', 'InternalServerError', 'InternalServerError', 'AccessDeniedException');
    server.put('s', { eventName: 'INSERT', dynamodb: { Keys: { id: { S: 'foreign' } }, SequenceNumber: '1' } });
    fill('a', 's');
    const { consumer, polling } = poll({ leases, leaseDuration: 60, report });
    await until(() => consumer.of('a').length === 4 && renewals > 1);
    server.refuse('ListStreams', 'AccessDeniedException', 'AccessDeniedException');
    server.open('other');
    fill('b', 'other');
    await until(() => consumer.of('b').length === 4);
    expect(new Set(told)).to.deep.equal(new Set(['poll-failed', 'record-unreadable']));

    stop.abort();
    await polling;
    const ended = renewals;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(renewals).to.equal(ended);
  });

  it('has stopped working on a shard when it says that the lease is lost', async () => {
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
    server.open('s');
    fill('a', 's');
    poll({ leases, leaseDuration: 60, report: () => stopped.push(working?.aborted) }, consumer);
    await until(() => stopped.length > 0);
    expect(stopped[0]).to.equal(true);
  });

  it('leaves nothing behind at its signal, however often it reads', async () => {
    const { any } = AbortSignal;
    let made = 0;
    AbortSignal.any = (signals) => {
      made++;
      return any.call(AbortSignal, signals);
    };
    try {
      server.open('s');
      const { consumer } = poll({ discovery: 1 });
      for (const stream of ['a', 'b', 'c', 'd', 'e']) {
        fill(stream, 's');
        await until(() => consumer.of(stream).length === 4);
      }
      expect(server.reads.length).to.be.at.least(10);
      expect(made).to.equal(1);
    } finally {
      AbortSignal.any = any;
    }
  });

  it('has many streams listen to one signal, and is not taken for a leak', async () => {
    server.open('s');
    server.pageSize = 100;
    const { app, accounts, taken, records } = await manyAccounts(40);
    server.put('s', ...records);
    const options = { table: 'events', endpoint, interval: 5, discovery: 20, signal: stop.signal };
    const warnings = await warningsDuring(async () => {
      running.push(pollStream(app, options));
      await until(() => taken() === accounts.length);
    });
    expect(warnings).to.not.include('MaxListenersExceededWarning');
  });

  it('refuses a table that has no stream', async () => {
    const { polling } = poll({ table: 'nothing' });
    expect(await rejection(polling)).to.be.instanceOf(StreamNotFoundError);
  });
});
