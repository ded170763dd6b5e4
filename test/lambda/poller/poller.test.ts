import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryShardLeases, TableStreamNotFoundError } from '@eventsource/lambda/poller';
import { expect } from 'chai';
import { rejection } from '../../core/accounts/application.js';
import { NoteTaker } from '../../core/delivery/note-taker.js';
import { commitsOf } from '../../core/delivery/streams.js';
import { Pollers } from './pollers.js';
import { until } from './until.js';

describe('A poller', () => {
  let pollers: Pollers;
  beforeEach(async () => {
    pollers = await Pollers.start();
  });
  afterEach(() => pollers.end());

  const kinds = (reports: readonly { readonly kind: string }[]) => reports.map(({ kind }) => kind);

  it('brings what a shard holds, and what comes later', async () => {
    pollers.server.open('s1');
    pollers.fill('a', 's1');
    const { consumer } = pollers.poll();
    await until(() => consumer.of('a').length === 4);
    pollers.fill('b', 's1');
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
      pollers.server.open(id, parent);
    }
    pollers.fill('a', 'p', 'c1', 'g');
    pollers.fill('b', 'p', 'c2');
    pollers.server.close('p', 'c1');
    const { consumer } = pollers.poll();
    await until(() => consumer.of('a').length === 4 && consumer.of('b').length === 4);

    const order = pollers.server.reads.map((read) => read.split(' ')[0]);
    expect(order.indexOf('c1')).to.be.greaterThan(order.lastIndexOf('p'));
    expect(order.indexOf('c2')).to.be.greaterThan(order.lastIndexOf('p'));
    expect(order.indexOf('g')).to.be.greaterThan(order.lastIndexOf('c1'));
  });

  it('waits for a parent that is still open, and finds the children of a split', async () => {
    pollers.server.open('p');
    pollers.server.open('early', 'p');
    pollers.put('early', ...commitsOf('b', [1]));
    pollers.fill('a', 'p');
    const { consumer } = pollers.poll();
    await until(() => consumer.of('a').length === 4);
    expect(consumer.of('b')).to.deep.equal([]);

    pollers.server.open('late', 'p');
    pollers.server.close('p');
    pollers.put('late', ...commitsOf('c', [1]));
    await until(() => consumer.of('b').length === 1 && consumer.of('c').length === 1);
  });

  it('goes on with a new iterator when its own has expired', async () => {
    pollers.server.open('s');
    pollers.fill('a', 's');
    const { consumer, reports } = pollers.poll();
    await until(() => consumer.of('a').length === 4);
    pollers.server.refuse('GetRecords', 'ExpiredIteratorException');
    pollers.fill('b', 's');
    await until(() => consumer.of('b').length === 4);
    expect(reports).to.deep.equal([]);
  });

  it('goes on with the oldest record that is kept, and says so, where those that it was to read are gone', async () => {
    const leases = new MemoryShardLeases();
    pollers.server.open('s');
    pollers.fill('a', 's');
    const first = new AbortController();
    const { consumer, polling } = pollers.poll({ leases, signal: first.signal });
    await until(() => consumer.of('a').length === 4);
    first.abort();
    await polling;

    pollers.fill('b', 's');
    pollers.server.trim('s', 6);
    const { consumer: second, reports } = pollers.poll({ leases }, consumer);
    pollers.fill('c', 's');
    await until(() => second.of('c').length === 4);
    expect(reports.filter(({ kind }) => kind === 'records-trimmed')).to.have.length(1);
    expect(reports.find(({ kind }) => kind === 'records-trimmed')).to.include({ sequenceNumber: '103' });
  });

  it('tries again what fails, and tells of it', async () => {
    pollers.server.refuse('DescribeStream', 'InternalServerError', 'AccessDeniedException');
    pollers.server.refuse('GetShardIterator', 'ResourceNotFoundException');
    pollers.server.refuse('GetRecords', 'LimitExceededException', 'AccessDeniedException');
    pollers.server.open('s');
    pollers.fill('a', 's');
    const { consumer, reports } = pollers.poll();
    await until(() => consumer.of('a').length === 4);
    expect(new Set(kinds(reports))).to.deep.equal(new Set(['poll-failed']));
  });

  it('tries again what a consumer could not take, while other streams go on', async () => {
    pollers.server.open('s');
    for (const stream of ['a', 'b']) pollers.put('s', ...commitsOf(stream, [1]));
    const consumer = new NoteTaker();
    let failures = 2;
    consumer.before = ({ stream }) => {
      if (stream === 'a' && failures-- > 0) throw new Error('no');
    };
    const { failures: told } = pollers.poll({}, consumer);
    await until(() => consumer.of('a').length === 1);
    expect(consumer.of('b')).to.have.length(1);
    expect(kinds(told)).to.deep.equal(['delivery-failed', 'delivery-failed']);
  });

  it('stops within a moment, though a consumer hangs', async () => {
    pollers.server.open('s');
    pollers.fill('a', 's');
    const consumer = new NoteTaker();
    let begun = false;
    const { polling } = pollers.poll({}, consumer);
    consumer.take = (_, { signal } = {}) => {
      begun = true;
      return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
    };
    await until(() => begun);
    pollers.stop.abort();
    const stopping = performance.now();
    await polling;
    expect(performance.now() - stopping).to.be.lessThan(500);
  });

  it('refuses times that cannot be', async () => {
    for (const option of ['interval', 'leaseDuration', 'discovery']) {
      for (const value of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31]) {
        const error = await rejection(pollers.poll({ [option]: value }).polling);
        expect(error)
          .to.be.instanceOf(RangeError)
          .and.to.have.property('message')
          .that.includes(`"${option}" of a feed is ${value}: it must`);
      }
    }
  });

  it('takes credentials from the profile that is named', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'profiles-'));
    const file = join(folder, 'credentials');
    await writeFile(file, '[other]\naws_access_key_id = of-other\naws_secret_access_key = secret\n');
    const before = process.env.AWS_SHARED_CREDENTIALS_FILE;
    process.env.AWS_SHARED_CREDENTIALS_FILE = file;
    try {
      pollers.server.open('s');
      pollers.fill('a', 's');
      const { consumer } = pollers.poll({ profile: 'other' });
      await until(() => consumer.of('a').length === 4);
      expect(pollers.server.authorization).to.match(/Credential=of-other\//);
    } finally {
      if (before === undefined) delete process.env.AWS_SHARED_CREDENTIALS_FILE;
      else process.env.AWS_SHARED_CREDENTIALS_FILE = before;
      await rm(folder, { recursive: true });
    }
  });

  it('refuses a table that has no stream', async () => {
    const { polling } = pollers.poll({ table: 'nothing' });
    expect(await rejection(polling)).to.be.instanceOf(TableStreamNotFoundError);
  });
});
