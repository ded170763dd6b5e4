import { gunzipSync, gzipSync } from 'node:zlib';
import { CheckpointMovedError, MalformedRecordError, MemoryCheckpoints } from '@eventsource/core';
import { EventRefusedError, Publisher, type PublisherOptions } from '@eventsource/lambda';
import { expect } from 'chai';
import { MemoryTarget } from './memory-target.js';
import { commit, record } from './stored.js';

describe('A publisher', () => {
  let target: MemoryTarget;
  let checkpoints: MemoryCheckpoints;

  const publisher = (options: Partial<PublisherOptions> = {}) =>
    new Publisher(target, { name: 'p', checkpoints, ...options });
  const position = async (stream: string) => (await checkpoints.read('p', [stream])).get(stream)?.version ?? 0;

  beforeEach(() => {
    target = new MemoryTarget();
    checkpoints = new MemoryCheckpoints();
  });

  it('passes over what was decided before it was attached, and what carries no time, and moves behind it', async () => {
    const early = record('e', {}, { a: '2026-01-31T23:59:59.999Z' });
    const since = new Date('2026-02-01');
    const failures = await publisher({ since }).take([
      commit('s:a', 1, early, Buffer.from('{"t":"e","d":{}}')),
      commit('s:a', 3, record('e', {}, { a: '2026-02-01T00:00:00.000Z' })),
      commit('s:b', 1, early),
    ]);
    expect(failures).to.deep.equal([]);
    expect(target.ids).to.deep.equal(['s:a/3']);
    expect([await position('s:a'), await position('s:b')]).to.deep.equal([3, 1]);
  });

  it('sends what passes the filter, and moves behind the rest', async () => {
    const filter: PublisherOptions['filter'] = ({ name }) => name !== 'secret';
    await publisher({ filter }).take([
      commit('s:a', 1, record('open'), record('secret')),
      commit('s:a', 3, record('secret')),
    ]);
    expect(target.ids).to.deep.equal(['s:a/1']);
    expect(await position('s:a')).to.equal(3);
  });

  it('knows what is stored of an event, without its class', async () => {
    const stored = Buffer.from(
      '{ "d" : {"n":1e400,"d":"}\\""} , "m":{"user":"u"}, "v":2,"a":"2026-03-01T12:00:00Z","t":"e"}',
    );
    await publisher().take([commit('s:a', 7, stored)]);
    expect(target.accepted).to.deep.equal([
      {
        stream: 's:a',
        version: 7,
        name: 'e',
        schemaVersion: 2,
        time: new Date('2026-03-01T12:00:00Z'),
        metadata: { user: 'u' },
        data: '{"n":1e400,"d":"}\\""}',
        record: stored,
      },
    ]);
  });

  it('reads records of another serializer by their decoder', async () => {
    const stored = gzipSync(record('e', { n: 1 }));
    await publisher({ decode: gunzipSync }).take([commit('s:a', 1, stored)]);
    expect(target.accepted[0]).to.include({ name: 'e', data: '{"n":1}', record: stored });
  });

  it('stops at a record that cannot be read, in that stream only', async () => {
    const failures = await publisher().take([
      commit('s:a', 1, record('e')),
      commit('s:a', 2, record('e'), Buffer.from('no JSON')),
      commit('s:a', 4, record('e')),
      commit('s:b', 1, record('e')),
    ]);
    expect(target.ids).to.have.members(['s:a/1', 's:b/1']);
    expect(failures).to.have.length(1);
    expect(failures[0]).to.include({ stream: 's:a', version: 2 });
    expect(failures[0]?.error).to.be.instanceOf(MalformedRecordError).and.include({ version: 3 });
    expect(await position('s:a')).to.equal(1);
  });

  it('says so when its position is elsewhere by now, or cannot be moved', async () => {
    await checkpoints.move({ consumer: 'p', stream: 's:a', from: 0, to: 5 }, async () => {});
    const failures = await publisher().take([commit('s:a', 1, record('e')), commit('s:b', 1, record('e'))]);
    expect(failures.map(({ stream, version }) => [stream, version])).to.deep.equal([['s:a', 1]]);
    expect(failures[0]?.error).to.be.instanceOf(CheckpointMovedError);
    expect([await position('s:a'), await position('s:b')]).to.deep.equal([5, 1]);
  });

  it('sends what was refused for good once, and nothing after it of its stream', async () => {
    const refusal = { code: 'Invalid', message: 'it is wrong.', final: true };
    const limits = { entries: 1, bytes: 1000, entryBytes: 1000 };
    target = new MemoryTarget(
      limits,
      ({ stream, version }) => (stream === 's:a' && version === 2 ? refusal : undefined),
      false,
    );
    const failures = await publisher({ concurrency: 1 }).take([
      commit('s:a', 1, record('e')),
      commit('s:a', 2, record('e')),
      commit('s:a', 3, record('e')),
      commit('s:b', 1, record('e')),
    ]);
    expect(target.sent.map(({ stream, version }) => `${stream}/${version}`)).to.deep.equal(['s:a/1', 's:a/2', 's:b/1']);
    expect(failures[0]?.error).to.be.instanceOf(EventRefusedError).and.include({ version: 2, code: 'Invalid' });
    expect(await position('s:a')).to.equal(1);
  });

  it('sends several requests at once, but never two events of one stream where order is promised', async () => {
    const streams = Array.from({ length: 12 }, (_, at) => commit(`s:${at}`, 1, record('e')));
    await publisher({ concurrency: 3 }).take(streams);
    expect(target.mostAtOnce).to.equal(3);

    target = new MemoryTarget();
    await publisher({ name: 'q', concurrency: 3 }).take([commit('s:a', 1, record('e'), record('e'), record('e'))]);
    expect(target.mostAtOnce).to.equal(1);
    expect(target.ids).to.deep.equal(['s:a/1', 's:a/2', 's:a/3']);
  });

  it('gives up a request that its client never answers', async () => {
    target.send = () => new Promise(() => {});
    const failures = await publisher({ requestTimeout: 20, attempts: 2 }).take([commit('s:a', 1, record('e'))]);
    expect(failures[0]?.error).to.include({ name: 'TargetUnavailableError', code: 'NoAnswer' });
    expect(failures[0]).to.include({ transient: true });
  });

  it('takes no missing answer for an acceptance', async () => {
    const answers: Readonly<Record<string, unknown>> = {
      'refusals only': [],
      'fewer than entries': [undefined],
      holes: new Array(2),
      'something else': [undefined, null],
      'no array': { length: 2, 0: undefined, 1: undefined },
      nothing: undefined,
    };
    for (const [kind, answer] of Object.entries(answers)) {
      Object.assign(target, { send: async () => answer });
      const commits = [commit('s:a', 1, record('e')), commit('s:b', 1, record('e'))];
      const failures = await publisher({ name: kind, attempts: 1 }).take(commits);
      expect(failures.at(-1), kind).to.include({ stream: 's:b', transient: true });
      expect(failures.at(-1)?.error, kind).to.include({ name: 'TargetUnavailableError', code: 'Unanswered' });
      expect((await checkpoints.read(kind, ['s:b'])).size, kind).to.equal(0);
    }
  });

  it('refuses settings that it cannot work with', () => {
    for (const options of [
      { attempts: 0 },
      { concurrency: 0 },
      { requestTimeout: Infinity },
      { attempts: Number.NaN },
    ]) {
      expect(() => publisher(options), JSON.stringify(options)).to.throw(RangeError);
    }
  });

  it('takes options that are undefined for options that are left out', async () => {
    const unset = { attempts: undefined, concurrency: undefined, requestTimeout: undefined };
    const made = publisher({ ...unset, since: undefined, filter: undefined, decode: undefined });
    expect(await made.take([commit('s:a', 1, record('e'))])).to.deep.equal([]);
    expect(target.ids).to.deep.equal(['s:a/1']);
  });

  it('refuses a day to begin with that is no date, since it would pass over everything', () => {
    expect(() => publisher({ since: new Date('yesterday') })).to.throw(RangeError, 'since');
  });

  it('refuses a target whose limits let nothing through', () => {
    const limits = { entries: 10, bytes: 1000, entryBytes: 1000 };
    for (const wrong of [{ entries: 0 }, { entries: 2.5 }, { bytes: 0 }, { bytes: 999 }, { entryBytes: Number.NaN }]) {
      target = new MemoryTarget({ ...limits, ...wrong });
      expect(() => publisher(), JSON.stringify(wrong)).to.throw(RangeError, 'the target');
    }
    target = new MemoryTarget({ entries: Infinity, bytes: Infinity, entryBytes: Infinity });
    expect(() => publisher()).to.not.throw();
  });
});
