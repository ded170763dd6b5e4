import assert from 'node:assert/strict';
import type { ContractStream as Stream } from './contract-stream.js';
import { ContractStream } from './contract-stream.js';
import type { ContractTests } from './contract-test.js';

const usable = { fingerprint: 'ours', every: 5 };
const ours = (data: string) => ({ fingerprint: 'ours', data });

/** The snapshot of ours after this version, as a load yields it, and the commits that follow it. */
function historyFrom(stream: Stream, version: number, data: string) {
  const commits = stream.written.filter(({ first }) => first > version);
  return { snapshot: { version, fingerprint: 'ours', data }, commits };
}

export const snapshots = {
  'starts from the snapshot, with exactly the commits after it': async ({ store }) => {
    const stream = new ContractStream(store);
    await stream.appendSingles(4);
    await stream.append(['fifth'], ours('at 5'));
    await stream.appendSingles(3);
    assert.deepEqual(await stream.load({ snapshots: usable }), historyFrom(stream, 5, 'at 5'));
  },

  'starts from the snapshot of the newest commit, with no commits after it': async ({ store }) => {
    const stream = new ContractStream(store);
    await stream.appendSingles(4);
    await stream.append(['fifth'], ours('at 5'));
    assert.deepEqual(await stream.load({ snapshots: usable }), historyFrom(stream, 5, 'at 5'));
  },

  'starts from the newest of several snapshots': async ({ store }) => {
    const stream = new ContractStream(store);
    await stream.append(['first'], ours('at 1'));
    await stream.append(['second'], ours('at 2'));
    await stream.appendSingles(2);
    assert.deepEqual(await stream.load({ snapshots: usable }), historyFrom(stream, 2, 'at 2'));
  },

  'starts from a snapshot beside several events, with the version of the last of them': async ({ store }) => {
    const stream = new ContractStream(store);
    await stream.append(['a', 'b']);
    await stream.append(['c', 'd', 'e'], ours('at 5'));
    await stream.append(['f', 'g']);
    assert.deepEqual(await stream.load({ snapshots: usable }), historyFrom(stream, 5, 'at 5'));
  },

  'passes over newer snapshots with another fingerprint': async ({ store }) => {
    const stream = new ContractStream(store);
    await stream.append(['first'], ours('at 1'));
    await stream.append(['second'], { fingerprint: 'theirs', data: 'their state' });
    await stream.append(['third']);
    assert.deepEqual(await stream.load({ snapshots: usable }), historyFrom(stream, 1, 'at 1'));
  },

  'compares fingerprints exactly': async ({ store }) => {
    for (const fingerprint of ['OURS', 'ours ', 'our', 'ours2', '__proto__']) {
      const stream = new ContractStream(store);
      await stream.append(['first'], { fingerprint, data: 'their state' });
      assert.deepEqual(await stream.load({ snapshots: usable }), { commits: stream.written }, fingerprint);
    }
  },

  'starts from version 1 when no snapshot can be used': async ({ store }) => {
    const stream = new ContractStream(store);
    await stream.append(['first']);
    await stream.append(['second'], { fingerprint: 'theirs', data: 'their state' });
    await stream.appendSingles(30);
    assert.deepEqual(await stream.load({ snapshots: usable }), { commits: stream.written });
  },

  'starts from a snapshot far back or from version 1, and loses nothing either way': async ({ store }) => {
    const stream = new ContractStream(store);
    await stream.append(['first', 'second'], ours('at 2'));
    await stream.appendSingles(60);
    const history = await stream.load({ snapshots: { fingerprint: 'ours', every: 1 } });
    const expected = history.snapshot ? historyFrom(stream, 2, 'at 2') : { commits: stream.written };
    assert.deepEqual(history, expected);
  },

  'starts from no snapshot that is newer than the version asked for': async ({ store }) => {
    const stream = new ContractStream(store);
    await stream.append(['first'], ours('at 1'));
    await stream.append(['second', 'third'], ours('at 3'));
    await stream.append(['fourth'], ours('at 4'));
    for (const [upTo, data] of [
      [1, 'at 1'],
      [2, 'at 1'],
      [3, 'at 3'],
      [4, 'at 4'],
      [9, 'at 4'],
    ] as const) {
      const { snapshot, commits } = historyFrom(stream, Number(data.slice(3)), data);
      const expected = { snapshot, commits: commits.filter(({ first }) => first <= upTo) };
      assert.deepEqual(await stream.load({ snapshots: usable, upTo }), expected, `up to version ${upTo}`);
    }
  },

  'loads the commit that a version lies in from a snapshot before it': async ({ store }) => {
    const stream = new ContractStream(store);
    await stream.append(['first'], ours('at 1'));
    await stream.append(['second', 'third', 'fourth']);
    await stream.append(['fifth']);
    const expected = { ...historyFrom(stream, 1, 'at 1'), commits: stream.written.slice(1, 2) };
    assert.deepEqual(await stream.load({ snapshots: usable, upTo: 3 }), expected);
  },

  'tells whether a snapshot is stored': async ({ store }) => {
    const stream = new ContractStream(store);
    const [plain, carrying] = [stream.commit(['first']), new ContractStream(store).commit(['first'], ours('at 1'))];
    assert.deepEqual(await store.append(plain), { snapshotStored: false });
    const { snapshotStored } = await store.append(carrying);
    const { snapshot } = await new ContractStream(store, carrying.stream).load({ snapshots: usable });
    assert.equal(snapshotStored, snapshot !== undefined);
    assert.ok(snapshotStored, 'a small snapshot was left out');
  },

  'appends the records even when the snapshot beside them is too large': async ({ store }) => {
    const stream = new ContractStream(store);
    const commit = stream.commit(['first', 'second'], ours('x'.repeat(2_000_000)));
    const { snapshotStored } = await store.append(commit);
    stream.wrote(commit);

    assert.deepEqual(await stream.stored(), stream.written);
    const { snapshot } = await stream.load({ snapshots: usable });
    assert.equal(
      snapshot?.data.length,
      snapshotStored ? 2_000_000 : undefined,
      'the answer about the snapshot is wrong',
    );
  },
} satisfies ContractTests;
