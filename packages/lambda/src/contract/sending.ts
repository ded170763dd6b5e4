import assert from 'node:assert/strict';
import { EventTooLargeError } from '../publisher/errors/event-too-large-error.js';
import type { TargetLimits } from '../publisher/target.js';
import { commit, stored, streams } from './contract-events.js';
import type { ContractTests } from './contract-test.js';
import type { ReceivedEvent } from './target-under-test.js';
import { idOf, type Trial } from './trial.js';

/** Enough to see whether a request is filled. */
const MANY = 1000;

export const sending = {
  'sends each event once, and moves behind it': async (trial) => {
    const failures = await trial.take([
      commit('order:a', 1, stored(), stored()),
      commit('order:b', 1, stored()),
      commit('order:a', 3, stored()),
    ]);
    assert.deepEqual(failures, []);
    assert.deepEqual([...trial.accepted].sort(), ['order:a/1', 'order:a/2', 'order:a/3', 'order:b/1']);
    assert.deepEqual([await trial.position('order:a'), await trial.position('order:b')], [3, 1]);
    if (!trial.target.ordered) return;
    const [a1, a2, a3] = ['order:a/1', 'order:a/2', 'order:a/3'].map((id) => trial.accepted.indexOf(id));
    assert.deepEqual(
      [a1, a2, a3],
      [a1, a2, a3].toSorted((one = 0, other = 0) => one - other),
      'it keeps no order',
    );
  },

  'puts as many events into a request as it may hold': async (trial) => {
    const { entries } = trial.target.limits;
    assert.deepEqual(await trial.take(streams(2 * Math.min(entries, MANY) + 1)), []);
    assertFull(trial.target.requests(), trial.target.limits);
  },

  'puts as many bytes into a request as it may hold, and not one more': async (trial) => {
    const { entries, bytes, entryBytes } = trial.target.limits;
    const parts = Math.min(entries, Math.ceil(bytes / entryBytes) + 1);
    // There is nothing to see where no request can have so many bytes.
    if (!Number.isFinite(bytes) || parts * entryBytes < bytes) return;
    const overhead = await overheadOf(trial);
    const sizes = Array.from({ length: parts }, (_, at) => Math.floor((bytes + at) / parts) - overhead);
    for (const [excess, name] of ['exact', 'one more'].entries()) {
      if (excess === 1 && parts === 1) continue;
      const before = trial.target.requests().length;
      const commits = sizes.map((size, at) => commit(`order:${at}`, 1, stored(size + (at === 0 ? excess : 0))));
      assert.deepEqual(await trial.take(commits, { name }), []);
      const requests = trial.target.requests().slice(before);
      assert.equal(requests.length, 1 + excess, `${bytes + excess} bytes went out in ${requests.length} requests`);
      assertFull(requests, trial.target.limits);
    }
  },

  'sends an event of the largest size, and names one that is larger by a byte': async (trial) => {
    const { entryBytes } = trial.target.limits;
    if (!Number.isFinite(entryBytes)) return;
    const largest = entryBytes - (await overheadOf(trial));
    const failures = await trial.take([
      commit('order:0', 1, stored(largest)),
      commit('order:1', 1, stored()),
      commit('order:1', 2, stored(), stored(largest + 1)),
      commit('order:2', 1, stored()),
    ]);
    assert.deepEqual([...trial.accepted.slice(1)].sort(), ['order:0/1', 'order:1/1', 'order:2/1']);
    assert.deepEqual(failures.map(idOf), ['order:1/2']);
    const [{ error, transient } = { error: undefined }] = failures;
    assert.ok(error instanceof EventTooLargeError, `expected an EventTooLargeError, got ${String(error)}`);
    assert.deepEqual([error.version, error.size, error.limit], [3, entryBytes + 1, entryBytes]);
    assert.equal(transient, false);
    assert.equal(await trial.position('order:1'), 1);
  },
} satisfies ContractTests;

/** Bytes of an entry whose payload has no more than it must. */
async function overheadOf(trial: Trial): Promise<number> {
  await trial.take([commit('order:x', 1, stored(100))]);
  const [[first] = []] = trial.target.requests();
  assert.ok(first, 'nothing has arrived');
  return first.size - 100;
}

/** Fails unless each request keeps to the limits, and none could have held what the next begins with. */
function assertFull(requests: readonly (readonly ReceivedEvent[])[], { entries, bytes }: TargetLimits): void {
  for (const [index, request] of requests.entries()) {
    const size = request.reduce((sum, event) => sum + event.size, 0);
    assert.ok(request.length <= entries, `a request has ${request.length} entries, of ${entries} at most`);
    assert.ok(size <= bytes, `a request has ${size} bytes, of ${bytes} at most`);
    const next = requests[index + 1]?.[0];
    if (!next) continue;
    const isFull = request.length === entries || size + next.size > bytes;
    assert.ok(isFull, `a request of ${request.length} entries and ${size} bytes could have held one more`);
  }
}
