import assert from 'node:assert/strict';
import { streams } from './contract-events.js';
import type { ContractTests } from './contract-test.js';

export const ending = {
  'ends with the signal, and keeps what was accepted': async (trial) => {
    const ending = new AbortController();
    const reason = new Error('The time is up.');
    trial.target.decide((events) => {
      const place = events.findIndex(({ stream }) => stream === 'order:1');
      if (place === -1) return 'accept';
      if (events.length > 1) return { refuse: [place], final: false };
      setTimeout(() => ending.abort(reason));
      return 'hang';
    });
    const failures = await trial.take(streams(2), { requestTimeout: 60_000 }, { signal: ending.signal });
    assert.deepEqual(failures, [{ stream: 'order:1', version: 1, error: reason, transient: true }]);
    assert.deepEqual([await trial.position('order:0'), await trial.position('order:1')], [1, 0]);
  },
} satisfies ContractTests;
