import assert from 'node:assert/strict';
import { ContractStream } from './contract-stream.js';
import type { ContractTests } from './contract-test.js';

const aborted = () => ({ signal: AbortSignal.abort(new Error('the caller gave up')) });

export const aborting = {
  'stores nothing of an append that was aborted before it began': async ({ store }) => {
    const stream = new ContractStream(store);
    await stream.append(['first']);
    await assert.rejects(store.append(stream.commit(['second']), aborted()), 'an aborted append was carried out');
    assert.deepEqual(await stream.stored(), stream.written);
  },

  'answers no read that was aborted before it began': async ({ store }) => {
    const stream = new ContractStream(store);
    await stream.append(['first']);
    await assert.rejects(stream.load(aborted()), 'an aborted load gave an answer');
    await assert.rejects(store.read(stream.name, 1, aborted()), 'an aborted read gave an answer');
  },

  'appends under a signal that is not aborted': async ({ store }) => {
    const stream = new ContractStream(store);
    const { signal } = new AbortController();
    const commit = stream.commit(['first']);
    await store.append(commit, { signal });
    stream.wrote(commit);
    assert.deepEqual((await stream.load({ signal })).commits, stream.written);
    assert.ok(await store.read(stream.name, 1, { signal }));
  },
} satisfies ContractTests;
