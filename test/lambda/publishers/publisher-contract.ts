import { MemoryCheckpoints } from '@eventsource/core';
import {
  EventRefusedError,
  EventTooLargeError,
  type Publisher,
  type PublisherOptions,
  TargetUnavailableError,
} from '@eventsource/lambda';
import { expect } from 'chai';
import type { Rig } from './service/rig.js';
import { commit, record } from './stored.js';

/** What every publisher must do, whatever the service that it publishes to. */
export function publisherContract(title: string, start: () => Promise<Rig>): void {
  describe(title, () => {
    let rig: Rig;
    let checkpoints: MemoryCheckpoints;
    let publishers: Publisher[] = [];

    const publisher = (options: Partial<PublisherOptions> = {}) => {
      const made = rig.publisher({ name: 'p', checkpoints, requestTimeout: 5000, concurrency: 1, ...options });
      publishers.push(made);
      return made;
    };
    const arrived = () => rig.arrived().map(({ stream, version }) => `${stream}/${version}`);
    const sent = () =>
      rig.service.requests.map((request) => request.map(({ stream, version }) => `${stream}/${version}`));
    const position = async (stream: string) => (await checkpoints.read('p', [stream])).get(stream)?.version ?? 0;
    const streams = (count: number) => Array.from({ length: count }, (_, at) => commit(`s:${at}`, 1, record('e')));
    const sizeOf = async (bytes: number) => {
      rig.reset();
      await rig.publisher({ name: 'sizes', checkpoints }).take([commit('s:0', 1, padded(bytes))]);
      return rig.service.requests[0]?.[0]?.size ?? 0;
    };

    before(async () => {
      rig = await start();
    });

    beforeEach(() => {
      rig.reset();
      checkpoints = new MemoryCheckpoints();
    });

    afterEach(() => {
      expect(rig.service.broken).to.deep.equal([]);
      for (const made of publishers) made.close();
      publishers = [];
    });

    after(() => rig.stop());

    it('sends each event once, in order, and moves behind it', async () => {
      const failures = await publisher().take([
        commit('s:a', 1, record('e'), record('e')),
        commit('s:b', 1, record('e')),
        commit('s:a', 3, record('e')),
      ]);
      expect(failures).to.deep.equal([]);
      expect(arrived()).to.have.members(['s:a/1', 's:a/2', 's:a/3', 's:b/1']);
      expect(arrived().filter((id) => id.startsWith('s:a'))).to.deep.equal(['s:a/1', 's:a/2', 's:a/3']);
      expect([await position('s:a'), await position('s:b')]).to.deep.equal([3, 1]);
    });

    it('puts as many events into a request as may be', async () => {
      await publisher().take(streams(2 * rig.entries + 1));
      expect(rig.service.requests.map(({ length }) => length)).to.deep.equal([rig.entries, rig.entries, 1]);
    });

    it('puts as many bytes into a request as may be, and not one more', async () => {
      const overhead = (await sizeOf(100)) - 100;
      const parts = Math.ceil(rig.bytes / rig.entryBytes) + 1;
      const exact = Array.from({ length: parts }, (_, at) => Math.floor((rig.bytes + at) / parts) - overhead);
      for (const [excess, requests] of [
        [0, 1],
        [1, 2],
      ] as const) {
        rig.reset();
        await publisher().take(exact.map((size, at) => commit(`s:${at}`, 1, padded(size + (at === 0 ? excess : 0)))));
        expect(sent()).to.have.length(requests);
        expect(sent().flat()).to.have.length(parts);
      }
      expect(rig.service.requests.flat().reduce((sum, { size }) => sum + size, 0)).to.equal(rig.bytes + 1);
    });

    it('sends an event of the largest size, and names one that is larger by a byte, without holding up others', async () => {
      const largest = rig.entryBytes - (await sizeOf(100)) + 100;
      rig.reset();
      const failures = await publisher().take([
        commit('s:0', 1, padded(largest)),
        commit('s:1', 1, record('e')),
        commit('s:1', 2, record('e'), padded(largest + 1)),
        commit('s:1', 4, record('e')),
        commit('s:2', 1, record('e')),
      ]);
      expect(arrived()).to.have.members(['s:0/1', 's:1/1', 's:2/1']);
      expect(failures.map(({ stream, version, transient }) => [stream, version, transient])).to.deep.equal([
        ['s:1', 2, undefined],
      ]);
      expect(failures[0]?.error)
        .to.be.instanceOf(EventTooLargeError)
        .and.include({
          stream: 's:1',
          version: 3,
          size: rig.entryBytes + 1,
          limit: rig.entryBytes,
        });
      expect(await position('s:1')).to.equal(1);
    });

    it('sends again what was refused, alone, and nothing of its stream before it where order is promised', async () => {
      rig.service.play({ refuse: [0] });
      const failures = await publisher().take([
        commit('s:a', 1, record('e')),
        commit('s:b', 1, record('e')),
        commit('s:a', 2, record('e')),
      ]);
      expect(failures).to.deep.equal([]);
      const all = ['s:a/1', 's:a/2', 's:b/1'];
      expect(sent()).to.deep.equal(rig.ordered ? [['s:a/1', 's:b/1'], ['s:a/1'], ['s:a/2']] : [all, ['s:a/1']]);
      expect(arrived()).to.deep.equal(rig.ordered ? ['s:b/1', 's:a/1', 's:a/2'] : ['s:a/2', 's:b/1', 's:a/1']);
      expect(await position('s:a')).to.equal(2);
    });

    for (const fault of ['throttled', 'broken', 'lose request', 'lose answer', 'hang', 'answer nothing'] as const) {
      it(`loses nothing when the answer is "${fault}"`, async () => {
        const fate = fault === 'throttled' || fault === 'broken' ? rig.faults[fault] : fault;
        rig.service.play(fate, fate);
        const failures = await publisher({ requestTimeout: fault === 'hang' ? 300 : 5000 }).take(streams(3));
        expect(failures).to.deep.equal([]);
        expect(sent()).to.deep.equal(Array.from({ length: 3 }, () => ['s:0/1', 's:1/1', 's:2/1']));
        expect([...new Set(arrived())]).to.deep.equal(['s:0/1', 's:1/1', 's:2/1']);
        expect(await position('s:2')).to.equal(1);
      });
    }

    it('moves behind whole commits that were accepted only, and takes up from there', async () => {
      const refuse = (stream: string, version: number) => {
        rig.service.draw = (arrivals) => ({
          refuse: arrivals.flatMap((one, at) => (one.stream === stream && one.version >= version ? [at] : [])),
        });
      };
      refuse('s:a', 3);
      const commits = [commit('s:a', 1, record('e')), commit('s:a', 2, record('e'), record('e')), ...streams(2)];
      const failures = await publisher({ attempts: 2 }).take(commits);
      expect(failures.map(({ stream, version, transient }) => [stream, version, transient])).to.deep.equal([
        ['s:a', 2, true],
      ]);
      expect(failures[0]?.error).to.be.instanceOf(TargetUnavailableError).and.include({ version: 3 });
      expect([await position('s:a'), await position('s:0')]).to.deep.equal([1, 1]);

      rig.reset();
      expect(await publisher().take(commits.slice(1, 2))).to.deep.equal([]);
      expect(await position('s:a')).to.equal(3);
    });

    it('says what was refused for good, after one try, and goes on with other streams', async () => {
      const refused = rig.faults.contentRefused;
      if (!refused) return;
      rig.service.draw = (arrivals) => (arrivals.some(({ stream }) => stream === 's:1') ? refused : 'accept');
      const failures = await publisher().take([...streams(4), commit('s:1', 2, record('e'))]);
      expect(failures).to.have.length(1);
      expect(failures[0]).to.include({ stream: 's:1', version: 1 }).and.not.have.property('transient');
      expect(failures[0]?.error).to.be.instanceOf(EventRefusedError).and.have.property('code');
      expect(arrived()).to.have.members(['s:0/1', 's:2/1', 's:3/1']);
      expect(sent().filter((ids) => ids.join() === 's:1/1')).to.have.length(1);
    });

    it('believes of one entry that it is wrong when the service says so, and not when access is missing', async () => {
      const denied = { code: 'KMSAccessDenied', message: 'no' };
      for (const { code, message } of [denied, ...(rig.faults.entryWrong ? [rig.faults.entryWrong] : [])]) {
        const refused = { code, message, final: true };
        rig.service.play({ refuse: [1], ...refused }, { refuse: [0], ...refused });
        const failures = await publisher({ name: code, attempts: 2 }).take(streams(3));
        const Expected = code === denied.code ? TargetUnavailableError : EventRefusedError;
        expect(failures.map(({ stream }) => stream)).to.deep.equal(['s:1']);
        expect(failures[0]?.error).to.be.instanceOf(Expected).and.include({ code });
        expect(failures[0]?.transient).to.equal(Expected === TargetUnavailableError ? true : undefined);
      }
    });

    it('blames no event for what is missing or not allowed', async () => {
      for (const code of ['AccessDeniedException', 'ResourceNotFoundException', 'ExpiredTokenException']) {
        rig.service.play({ status: 400, code }, { status: 400, code });
        const failures = await publisher({ attempts: 2 }).take(streams(2));
        expect(failures.map(({ stream, transient }) => [stream, transient])).to.deep.equal([
          ['s:0', true],
          ['s:1', true],
        ]);
        expect(failures[0]?.error).to.be.instanceOf(TargetUnavailableError).and.include({ code });
        expect(sent()).to.have.length(2);
      }
    });

    it('ends with the signal, and keeps what was accepted', async () => {
      const ending = new AbortController();
      const reason = new Error('The time is up.');
      rig.service.draw = () => {
        if (sent().length === 1) return 'accept';
        setTimeout(() => ending.abort(reason));
        return 'hang';
      };
      const failures = await publisher().take(streams(rig.entries + 1), { signal: ending.signal });
      const last = `s:${rig.entries}`;
      expect(failures).to.deep.equal([{ stream: last, version: 1, error: reason, transient: true }]);
      expect([await position('s:0'), await position(last)]).to.deep.equal([1, 0]);
    });

    it('waits no longer than the signal between two tries', async () => {
      rig.service.draw = () => rig.faults.throttled;
      const signal = AbortSignal.timeout(150);
      const begin = performance.now();
      const failures = await publisher({ attempts: 100 }).take(streams(1), { signal });
      expect(performance.now() - begin).to.be.lessThan(2000);
      expect(failures).to.have.length(1);
      await pause(50);
      const requests = sent().length;
      await pause(300);
      expect(sent()).to.have.length(requests);
    });
  });
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A record whose payload takes so many bytes more than that of a record without. */
const padded = (bytes: number): Uint8Array => record('e', { text: 'x'.repeat(bytes) });
