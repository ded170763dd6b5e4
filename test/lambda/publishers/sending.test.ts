import { MemoryCheckpoints, type MemoryTransaction, type Move } from '@eventsource/core';
import { Publisher, type PublisherOptions, type Refusal, type StoredEvent } from '@eventsource/lambda';
import { expect } from 'chai';
import { until } from '../poller/until.js';
import { MemoryTarget } from './memory-target.js';
import { commit, record } from './stored.js';

const throttled: Refusal = { code: 'Throttled', message: 'slow down.', final: false };
const wrong: Refusal = { code: 'Invalid', message: 'it is wrong.', final: true };

const limits = (entries: number) => ({ entries, bytes: 1_000_000, entryBytes: 1_000_000 });
const streams = (count: number) => Array.from({ length: count }, (_, at) => commit(`s:${at}`, 1, record('e')));
const id = ({ stream, version }: StoredEvent) => `${stream}/${version}`;

/** Shows where its consumers are. */
class OpenCheckpoints extends MemoryCheckpoints {
  readonly positions = new Map<string, number>();

  override async move(move: Move, work: (transaction: MemoryTransaction) => Promise<void>): Promise<void> {
    await super.move(move, work);
    this.positions.set(move.stream, move.to);
  }
}

describe('A publisher, while some events are not accepted,', () => {
  let checkpoints: OpenCheckpoints;

  const publisher = (target: MemoryTarget, options: Partial<PublisherOptions> = {}) =>
    new Publisher(target, { name: 'p', checkpoints, ...options });
  const position = (stream: string) => checkpoints.positions.get(stream) ?? 0;

  beforeEach(() => {
    checkpoints = new OpenCheckpoints();
  });

  it('moves behind the streams that are done, and does not wait for the others', async () => {
    const target = new MemoryTarget(limits(1));
    const ending = new AbortController();
    const { send } = target;
    target.send = (events) => (events[0]?.stream === 's:0' ? new Promise(() => {}) : send.call(target, events));
    const taken = publisher(target).take([...streams(20), commit('s:1', 2, record('e'))], { signal: ending.signal });
    await until(() => position('s:1') === 2 && position('s:19') === 1);
    expect(position('s:0')).to.equal(0);
    ending.abort(new Error('The time is up.'));
    expect((await taken).map(({ stream }) => stream)).to.deep.equal(['s:0']);
  });

  it('moves behind what is accepted of a stream when the rest of it is refused, while others wait', async () => {
    const refuse = (event: StoredEvent) => (id(event) === 's:1/2' ? wrong : undefined);
    const target = new MemoryTarget(limits(1), refuse, false);
    const ending = new AbortController();
    const { send } = target;
    target.send = (events) => (events[0]?.stream === 's:0' ? new Promise(() => {}) : send.call(target, events));
    const commits = [...streams(2), commit('s:1', 2, record('e'))];
    const taken = publisher(target).take(commits, { signal: ending.signal });
    await until(() => position('s:1') === 1);
    ending.abort(new Error('The time is up.'));
    expect((await taken).map(({ stream, version }) => [stream, version])).to.deep.equal([
      ['s:0', 1],
      ['s:1', 2],
    ]);
  });

  it('moves at once behind streams of which nothing is to be sent', async () => {
    const target = new MemoryTarget();
    const ending = new AbortController();
    target.send = () => new Promise(() => {});
    const filter = ({ name }: StoredEvent) => name === 'e';
    const commits = [...streams(1), commit('s:1', 1, record('other'))];
    const taken = publisher(target, { filter }).take(commits, { signal: ending.signal });
    await until(() => position('s:1') === 1);
    ending.abort(new Error('The time is up.'));
    expect(await taken).to.have.length(1);
  });

  for (const ordered of [false, true]) {
    const kind = ordered ? 'of a target with order' : 'of a target without order';
    it(`fills requests ${kind} with what was refused, and repeats nothing that was accepted`, async () => {
      const refused = new Set<string>();
      const refuse = (event: StoredEvent) => {
        if (Number(event.stream.slice(2)) % 5 !== 0 || refused.has(event.stream)) return undefined;
        refused.add(event.stream);
        return throttled;
      };
      const target = new MemoryTarget(limits(10), refuse, ordered);
      expect(await publisher(target).take(streams(1000))).to.deep.equal([]);
      expect(new Set(target.ids)).to.have.length(1000);
      expect(target.sent).to.have.length(1200);
      // 120 would be full, all of them; the last of those that rest together may not fill theirs.
      expect(target.requests).to.be.within(120, 130);
    });
  }

  it('spares a target that refuses most of a request: it is sent nothing else until the rest is over', async () => {
    const target = new MemoryTarget(limits(2), () => throttled, false);
    const times: number[] = [];
    const { send } = target;
    target.send = (events) => {
      times.push(performance.now());
      return send.call(target, events);
    };
    const { random } = Math;
    Math.random = () => 0.99;
    try {
      const failures = await publisher(target, { attempts: 2, concurrency: 2 }).take(streams(8));
      expect(failures).to.have.length(8);
    } finally {
      Math.random = random;
    }
    const [first = 0, second = 0, third = 0] = times;
    expect(times).to.have.length(8);
    // The first rest is a tenth of a second; a clock may be a little early.
    expect(third - Math.min(first, second)).to.be.greaterThan(90);
  });

  it('sends all others before it repeats a request of which nothing was accepted', async () => {
    const target = new MemoryTarget(limits(2), ({ stream }) => (/:[01]$/.test(stream) ? throttled : undefined), false);
    const failures = await publisher(target, { attempts: 2, concurrency: 1 }).take(streams(8));
    expect(failures.map(({ stream }) => stream)).to.deep.equal(['s:0', 's:1']);
    const order = target.sent.map(({ stream }) => Number(stream.slice(2)));
    expect(order).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7, 0, 1]);
  });

  it('tries an event as often as it may, and not once more', async () => {
    const target = new MemoryTarget(limits(3), ({ stream }) => (stream === 's:1' ? throttled : undefined), false);
    const failures = await publisher(target, { attempts: 3 }).take(streams(3));
    expect(failures.map(({ stream, transient }) => [stream, transient])).to.deep.equal([['s:1', true]]);
    expect(target.sent.filter(({ stream }) => stream === 's:1')).to.have.length(3);
    expect(target.sent).to.have.length(5);
  });

  it('names the first commit that is open when it is ended, also when a later one is refused', async () => {
    const target = new MemoryTarget(limits(1), (event) => (event.version === 3 ? wrong : undefined), false);
    const ending = new AbortController();
    const reason = new Error('The time is up.');
    const { send } = target;
    target.send = (events) => (events[0]?.version === 2 ? new Promise(() => {}) : send.call(target, events));
    const commits = [1, 2, 3].map((version) => commit('s:a', version, record('e')));
    const taken = publisher(target).take(commits, { signal: ending.signal });
    await until(() => target.sent.some(({ version }) => version === 3) && target.atOnce === 0);
    ending.abort(reason);
    expect(await taken).to.deep.equal([{ stream: 's:a', version: 2, error: reason, transient: true }]);
    expect(position('s:a')).to.equal(1);
  });

  it('waits no longer than the signal between two tries, and sends nothing after it', async () => {
    const { random } = Math;
    Math.random = () => 0.99;
    try {
      const target = new MemoryTarget(limits(1), () => throttled);
      const ending = new AbortController();
      const taken = publisher(target, { attempts: 100 }).take(streams(1), { signal: ending.signal });
      await until(() => target.sent.length === 5 && target.atOnce === 0);
      const begin = performance.now();
      ending.abort(new Error('The time is up.'));
      expect(await taken).to.have.length(1);
      // The rest would have been one and a half seconds.
      expect(performance.now() - begin).to.be.lessThan(1000);
      expect(target.sent).to.have.length(5);
    } finally {
      Math.random = random;
    }
  });
});
