import {
  type ConsumeFailure,
  ConsumerUnavailableError,
  type DeliveredCommit,
  type DeliveryFailedError,
  ThrottledError,
} from '@eventsource/core';
import {
  CheckpointError,
  type RebuildProgress,
  type RebuildWait,
  rebuild,
  TableNotFoundError,
} from '@eventsource/dynamodb';
import { expect } from 'chai';
import { NoteTaker } from '../../core/delivery/note-taker.js';
import { range } from '../commits.js';
import { plainClient } from '../raw-items.js';
import { rejection } from '../rejection.js';
import { ImpatientTimer } from '../verify/impatient-timer.js';
import { intercepting } from '../verify/interception.js';
import { partItem, Tables } from '../verify/tables.js';
import { accountItem, folded, Ledgers, recordOf } from './ledgers.js';

describe('rebuild', () => {
  const tables = new Tables();
  before(() => tables.start());
  after(() => tables.stop());

  const streams = range(1, 9).map((number) => `account:${number}`);
  const items = streams.flatMap((stream, index) => [
    accountItem(stream, 1),
    accountItem(stream, 2, 4),
    ...range(5, 5 + index).map((version) => accountItem(stream, version)),
  ]);

  it('brings a projection up to date with a table, each event once and in order', async () => {
    const where = await tables.of(...items);
    const ledgers = new Ledgers(where);
    const totals = await rebuild({ ...where, consumers: [ledgers.start().consumer] });
    expect(ledgers.projected).to.deep.equal(await folded(where, streams));
    expect(ledgers.projected.versions['account:9']).to.deep.equal(range(1, 13));
    expect(totals).to.include({ streams: 9, items: items.length, events: 81, taken: 81, failures: 0, stopped: 0 });
    expect(totals.bytes).to.be.greaterThan(81 * 30);
  });

  it('changes nothing when it is repeated', async () => {
    const where = await tables.of(...items);
    const ledgers = new Ledgers(where);
    await rebuild({ ...where, consumers: [ledgers.start().consumer] });
    const before = structuredClone(ledgers.projected);
    expect(await rebuild({ ...where, consumers: [ledgers.start().consumer] })).to.include({ events: 81, taken: 0 });
    expect(ledgers.projected).to.deep.equal(before);
  });

  it('serves several consumers by one reading, each from its own position', async () => {
    const where = await tables.of(...items);
    const [old, young] = [new NoteTaker(undefined, 'notes@1'), new NoteTaker(undefined, 'notes@2')];
    const alone = await rebuild({ ...where, consumers: [old] });
    const given = old.given.length;
    const both = await rebuild({ ...where, consumers: [old, young] });
    expect(old.given.length).to.equal(given);
    expect([...young.notes].sort()).to.deep.equal([...old.notes].sort());
    expect(both.units).to.equal(alone.units);
  });

  it('delivers each segment of a table, and all of them together', async () => {
    const where = await tables.of(...items);
    for (const segments of [1, 3, 20]) {
      const notes = new NoteTaker();
      expect(await rebuild({ ...where, consumers: [notes], segments })).to.include({ streams: 9, events: 81 });
      expect(notes.of('account:3')).to.deep.equal(
        range(1, 7).map((version) => Buffer.from(recordOf(version)).toString()),
      );
    }
  });

  it('delivers commits of several items, and streams of the Go library that go on in ours', async () => {
    const records = (...versions: number[]) =>
      Object.fromEntries(versions.map((version) => [`_${version}`, { B: recordOf(version) }]));
    const where = await tables.of(
      partItem('account:large', 1, 2, [1, 3], records(1, 2)),
      partItem('account:large', 3, 3, [1, 3], records(3)),
      { key: { S: 'account:go' }, partition: { N: '0' }, revision: { N: '3' }, ...records(1, 2, 3) },
      { key: { S: 'account:go' }, partition: { N: '1' }, revision: { N: '1' }, ...records(4) },
      accountItem('account:go', 5),
    );
    const ledgers = new Ledgers(where);
    await rebuild({ ...where, consumers: [ledgers.start().consumer] });
    expect(ledgers.projected).to.deep.equal(await folded(where, ['account:go', 'account:large']));
  });

  it('takes no more read units in a second than it may', async () => {
    const where = await tables.of(...streams.flatMap((stream) => large(stream, 8)));
    const timer = new ImpatientTimer();
    const options = { ...where, consumers: [new NoteTaker()], segments: 3, readUnitsPerSecond: 5, timer };
    const { units } = await rebuild(options);
    expect(units).to.be.greaterThan(30);
    // One page of each segment may be under way before its cost is known.
    expect(timer.now() / 1000).to.be.within(units / 5 - 4, units / 5 + 4);
  });

  it('takes few more units where few are allowed, since a page takes one at least', async () => {
    const where = await tables.of(...range(1, 300).map((number) => accountItem(`account:${number}`, 1, 3)));
    const takes = async (readUnitsPerSecond: number, segments: number) => {
      const options = { ...where, consumers: [new NoteTaker()], timer: new ImpatientTimer() };
      return (await rebuild({ ...options, readUnitsPerSecond, segments })).units;
    };
    const freely = await takes(1000, 4);
    expect(await takes(1, 4)).to.be.lessThan(freely + 8);
    expect(await takes(1, 1)).to.be.lessThan(freely + 8);
  });

  it('reads no more segments side by side than it may take units, unless it is told to', async () => {
    const where = await tables.of(...items);
    for (const [readUnitsPerSecond, segments, expected] of [
      [2.5, undefined, 2],
      [0.5, undefined, 1],
      [1000, undefined, 4],
      [1, 3, 3],
    ] as const) {
      let checkpoint = '';
      const onProgress = (progress: RebuildProgress) => {
        ({ checkpoint } = progress);
      };
      const options = { ...where, consumers: [new NoteTaker()], timer: new ImpatientTimer() };
      await rebuild({ ...options, readUnitsPerSecond, segments, onProgress });
      expect(JSON.parse(checkpoint)).to.have.property('segments').with.length(expected);
    }
  });

  it('tells how far it has come, and of how much', async () => {
    const where = await tables.of(...items);
    const seen: { events: number; expected: number | undefined }[] = [];
    const client = counting(where.endpoint, items.length);
    await rebuild({
      table: where.table,
      client,
      consumers: [new NoteTaker()],
      readUnitsPerSecond: 1,
      timer: new ImpatientTimer(),
      onProgress: ({ totals: { events }, expected }) => seen.push({ events, expected: expected?.items }),
    });
    client.destroy();
    expect(seen.length).to.be.greaterThan(2);
    expect(seen.map(({ events }) => events)).to.deep.equal(seen.map(({ events }) => events).sort((a, b) => a - b));
    expect(seen.at(-1)).to.deep.equal({ events: 81, expected: items.length });
  });

  describe('when a consumer cannot take a stream', () => {
    const refusing = () => {
      const notes = new NoteTaker();
      notes.before = ({ stream, first }: DeliveredCommit) => {
        if (stream === 'account:5' && first > 1) throw new RangeError('Five is too many.');
      };
      return notes;
    };

    it('ends with an error that names consumer, stream and version', async () => {
      const where = await tables.of(...items);
      const error = await rejection(rebuild({ ...where, consumers: [refusing()] }));
      expect(error).to.include({ name: 'DeliveryFailedError', consumer: 'notes', stream: 'account:5', version: 2 });
      expect(error).to.have.property('message').that.includes('Five is too many.');
    });

    it('goes on with all others where somebody is told of it, once for a stream', async () => {
      const where = await tables.of(...items);
      const notes = refusing();
      const failures: DeliveryFailedError[] = [];
      const onFailure = (failure: DeliveryFailedError) => void failures.push(failure);
      const timer = new ImpatientTimer();
      const totals = await rebuild({ ...where, consumers: [notes], readUnitsPerSecond: 1, onFailure, timer });
      expect(failures.map(({ stream, version }) => [stream, version])).to.deep.equal([['account:5', 2]]);
      expect(totals).to.include({ failures: 1, events: 81 });
      expect(notes.of('account:5')).to.have.length(1);
      expect(notes.of('account:9')).to.have.length(13);
    });

    it('sends a dead letter after five tries, and goes on', async () => {
      const where = await tables.of(...items);
      const notes = refusing();
      const letters: [string, number][] = [];
      const deadLetters = {
        put: async ({ stream, tries }: { stream: string; tries: number }) => void letters.push([stream, tries]),
      };
      const totals = await rebuild({ ...where, consumers: [notes], delivery: { deadLetters } });
      expect(totals).to.include({ events: 81, taken: 81 - 8, failures: 0, stopped: 1 });
      expect(letters).to.deep.equal([['account:5', 5]]);
      expect(await notes.checkpoints.read('notes', ['account:5'])).to.deep.equal(
        new Map([['account:5', { version: 1, tries: 5, stopped: true }]]),
      );
      expect(await rebuild({ ...where, consumers: [notes] })).to.include({ taken: 0, failures: 0, stopped: 1 });
    });

    it('waits for a database that throttles, and counts no try', async () => {
      const where = await tables.of(...items);
      const notes = new Throttled(6);
      const timer = new ImpatientTimer();
      const waited: (string | undefined)[] = [];
      const onWait = ({ consumer }: RebuildWait) => void waited.push(consumer);
      await rebuild({ ...where, consumers: [notes], timer, segments: 1, onWait });
      expect(notes.of('account:9')).to.have.length(13);
      expect(waited).to.deep.equal(Array.from({ length: 6 }, () => 'notes'));
      expect(timer.pauses.filter((pause) => pause >= 1000)).to.deep.equal([1000, 2000, 4000, 8000, 16_000, 30_000]);
    });

    it('ends when the database throttles for more than two minutes, and goes on before that page', async () => {
      const where = await tables.of(...items);
      const notes = new Throttled(1000, 1);
      let checkpoint = '';
      const told: DeliveryFailedError[] = [];
      const options = {
        ...where,
        ...{ consumers: [notes], segments: 1, readUnitsPerSecond: 1, timer: new ImpatientTimer() },
        onFailure: (failure: DeliveryFailedError) => void told.push(failure),
        onProgress: (progress: RebuildProgress) => {
          ({ checkpoint } = progress);
        },
      };
      const error = await rejection(rebuild(options));
      expect(error)
        .to.be.instanceOf(ConsumerUnavailableError)
        .with.property('cause')
        .that.is.instanceOf(ThrottledError);
      notes.times = 0;
      expect(await rebuild({ ...options, checkpoint })).to.include({ events: 81, taken: 81, streams: 9, failures: 0 });
      expect(told).to.deep.equal([]);
    });
  });

  it('ends at once where the table of positions is missing, and blames no stream', async () => {
    const where = await tables.of(...items);
    const notes = new NoteTaker();
    const missing = new TableNotFoundError('positions', where.endpoint, 'create it.');
    notes.checkpoints.read = async () => {
      throw missing;
    };
    const timer = new ImpatientTimer();
    const onFailure = () => expect.fail('A stream was blamed.');
    const error = await rejection(rebuild({ ...where, consumers: [notes], onFailure, timer }));
    expect(error).to.be.instanceOf(ConsumerUnavailableError).with.property('cause', missing);
    expect(error)
      .to.have.property('message')
      .that.includes('Consumer "notes" cannot take any stream')
      .and.includes('positions');
    expect(timer.pauses.filter((pause) => pause >= 1000)).to.deep.equal([]);
  });

  it('says that it waits for the table', async () => {
    const where = await tables.of(...items);
    let left = 2;
    const before = ({ operation }: { operation: string }) => {
      if (operation === 'Scan' && left-- > 0) throw Object.assign(new Error('Slow.'), { name: 'ThrottlingException' });
    };
    const client = intercepting(where.endpoint, { before });
    const waits: RebuildWait[] = [];
    const onWait = (wait: RebuildWait) => void waits.push(wait);
    const timer = new ImpatientTimer();
    await rebuild({ table: where.table, client, consumers: [new NoteTaker()], segments: 1, timer, onWait });
    client.destroy();
    expect(waits.map(({ consumer, milliseconds }) => [consumer, milliseconds])).to.deep.equal([
      [undefined, 1000],
      [undefined, 2000],
    ]);
    expect(waits[0]?.error).to.be.instanceOf(ThrottledError);
  });

  it('ends at an item that cannot be understood, with the stream and the version of it', async () => {
    for (const broken of [2, 3]) {
      const item = { ...accountItem('account:1', broken), [`_${broken}`]: { S: 'no binary' } };
      const sound = range(1, 3).filter((version) => version !== broken);
      const where = await tables.of(item, ...sound.map((version) => accountItem('account:1', version)));
      const notes = new NoteTaker();
      const error = await rejection(rebuild({ ...where, consumers: [notes] }));
      expect(error).to.include({ name: 'DeliveryFailedError', stream: 'account:1', version: broken });
      expect(error).to.have.property('cause').with.property('name', 'MalformedStreamError');
      expect(notes.of('account:1')).to.have.length(broken - 1);
    }
  });

  it('refuses options that cannot be, and the checkpoint of another rebuild', async () => {
    const where = await tables.of(...items);
    let checkpoint = '';
    const consumers = [new NoteTaker()];
    await rebuild({ ...where, consumers, segments: 2, onProgress: (progress) => (checkpoint = progress.checkpoint) });
    const other = await tables.of(...items);
    const refusals: readonly [Parameters<typeof rebuild>[0], RegExp][] = [
      [{ ...other, consumers, checkpoint }, /from another table/],
      [{ ...where, consumers: [new NoteTaker(undefined, 'others')], checkpoint }, /of consumers \["notes"\]/],
      [{ ...where, consumers, checkpoint, segments: 3 }, /in 2 segments, not in 3/],
      [{ ...where, consumers, checkpoint: '{}' }, /not made by this version of rebuild/],
    ];
    for (const [options, message] of refusals) {
      const error = await rejection(rebuild(options));
      expect(error).to.be.instanceOf(CheckpointError).with.property('message').that.matches(message);
    }
    for (const wrong of [{ segments: 0 }, { segments: 1.5 }, { readUnitsPerSecond: 0 }, { consumers: [] }]) {
      expect(await rejection(rebuild({ ...where, consumers, ...wrong })), JSON.stringify(wrong)).to.be.instanceOf(
        RangeError,
      );
    }
  });
});

/** A client of a DynamoDB that has counted the items of its tables, which an emulator does late. */
function counting(endpoint: string, items: number) {
  const client = plainClient(endpoint);
  client.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args);
      if ('Table' in answer.output && answer.output.Table) answer.output.Table.ItemCount = items;
      return answer;
    },
    { step: 'initialize' },
  );
  return client;
}

/** Items of 3 KB. */
const large = (stream: string, count: number) =>
  range(1, count).map((version) => accountItem(stream, version, version, { note: { S: 'x'.repeat(3000) } }));

/** Finds its database throttling so many times, after so many that it does not. */
class Throttled extends NoteTaker {
  override streamsAtOnce = Number.POSITIVE_INFINITY;

  constructor(
    public times: number,
    private untilThen = 0,
  ) {
    super();
  }

  override async take(commits: readonly DeliveredCommit[]): Promise<readonly ConsumeFailure[]> {
    if (this.untilThen-- <= 0 && this.times-- > 0) throw new ThrottledError('table "positions"');
    return super.take(commits);
  }
}
