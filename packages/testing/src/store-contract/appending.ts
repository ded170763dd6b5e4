import assert from 'node:assert/strict';
import { ConcurrencyError } from '@eventsource/core';
import { ContractStream, readable } from './contract-stream.js';
import type { ContractTests } from './contract-test.js';

export const appending = {
  'has an empty history for a stream that does not exist': async ({ store }) => {
    assert.deepEqual(await new ContractStream(store).load(), { commits: [] });
  },

  'loads what was appended, commit by commit': async ({ store }) => {
    const stream = new ContractStream(store);
    await stream.append(['created']);
    await stream.append(['item added', 'item added', 'discount given']);
    await stream.append(['shipped']);
    assert.deepEqual(await stream.stored(), stream.written);
  },

  'numbers events from 1, without gaps': async ({ store }) => {
    const stream = new ContractStream(store);
    await stream.append(['a', 'b']);
    await stream.append(['c', 'd', 'e']);
    await stream.append(['f']);
    const firsts = (await stream.stored()).map(({ first }) => first);
    assert.deepEqual(firsts, [1, 3, 6]);
  },

  'loads commits in the order of their versions, not of their digits': async ({ store }) => {
    const stream = new ContractStream(store);
    await stream.appendSingles(111);
    assert.deepEqual(await stream.stored(), stream.written);
  },

  'keeps streams apart': async ({ store }) => {
    const [one, other] = [new ContractStream(store), new ContractStream(store)];
    await one.append(['first of one']);
    await other.append(['first of the other']);
    await one.append(['second of one']);
    assert.deepEqual(await one.stored(), one.written);
    assert.deepEqual(await other.stored(), other.written);
  },

  'refuses a commit of no records': async ({ store }) => {
    const stream = new ContractStream(store);
    await stream.append(['created']);
    await assert.rejects(store.append(stream.commit([])), 'an empty commit was appended');
    assert.deepEqual(await stream.stored(), stream.written);
  },

  'refuses the same commit a second time, and shows it as the winner if any': async ({ store }) => {
    const stream = new ContractStream(store);
    const commit = stream.commit(['created', 'approved']);
    await store.append(commit);
    stream.wrote(commit);
    await stream.append(['shipped']);

    const refusal = await store.append(commit).catch((error: unknown) => error);

    assert.ok(refusal instanceof ConcurrencyError, `expected a ConcurrencyError, got ${String(refusal)}`);
    assert.deepEqual([refusal.stream, refusal.expectedVersion], [stream.name, 0]);
    if (refusal.winner) assert.deepEqual(readable(refusal.winner), stream.written[0]);
    assert.deepEqual(await stream.stored(), stream.written);
  },

  'reads the commit that begins at a version': async ({ store }) => {
    const stream = new ContractStream(store);
    await stream.append(['a', 'b', 'c']);
    await stream.append(['d'], { fingerprint: 'f', data: 'state' });
    const [one, four] = [await store.read(stream.name, 1), await store.read(stream.name, 4)];
    assert.deepEqual([one && readable(one), four && readable(four)], stream.written);
  },

  'reads nothing at a version where no commit begins': async ({ store }) => {
    const stream = new ContractStream(store);
    await stream.append(['a', 'b', 'c']);
    for (const version of [2, 3, 4]) assert.equal(await store.read(stream.name, version), undefined);
    assert.equal(await store.read(`${stream.name}, another`, 1), undefined);
  },
} satisfies ContractTests;
