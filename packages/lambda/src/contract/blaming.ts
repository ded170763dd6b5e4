import assert from 'node:assert/strict';
import { commit, stored, streams } from './contract-events.js';
import type { ContractTest, ContractTests } from './contract-test.js';
import type { RequestFate } from './target-under-test.js';
import { assertBlameless, assertRefused } from './trial.js';

export const blaming = {
  'gives up an event that is said to be wrong after one try, and goes on with other streams': async (trial) => {
    trial.target.decide((events) => {
      const refuse = events.flatMap(({ stream }, place) => (stream === 'order:1' ? [place] : []));
      return refuse.length === 0 ? 'accept' : { refuse, final: true };
    });
    const failures = await trial.take([...streams(4), commit('order:1', 2, stored())]);
    assertOnly(failures.length);
    assertRefused(failures[0], 'order:1/1');
    assert.equal(trial.sent.flat().filter((id) => id === 'order:1/1').length, 1);
    assertAccepted(trial.accepted);
    assert.equal(await trial.position('order:1'), 0);
  },

  'finds the event that a request is refused for, and goes on with other streams': async (trial) => {
    trial.target.decide((events) => (events.some(({ stream }) => stream === 'order:1') ? 'refuse content' : 'accept'));
    const failures = await trial.take([...streams(4), commit('order:1', 2, stored())]);
    assertOnly(failures.length);
    assertRefused(failures[0], 'order:1/1');
    assertAccepted(trial.accepted);
    assert.equal(await trial.position('order:1'), 0);
  },

  'blames no event when every request is refused for what is in it': blamesNone('refuse content'),
  'blames no event when it is throttled': blamesNone('throttle'),
  'blames no event when the service fails': blamesNone('fail'),
  'blames no event when access is denied': blamesNone('deny access'),
  'blames no event when the target is not there': blamesNone('find no target'),
  'blames no event when requests are lost': blamesNone('lose request'),
} satisfies ContractTests;

/** Every request meets this fate. */
function blamesNone(fate: RequestFate): ContractTest {
  return async (trial) => {
    trial.target.decide(() => fate);
    const failures = await trial.take(streams(3), { attempts: 2 });
    assertBlameless(failures, ['order:0', 'order:1', 'order:2']);
    assert.deepEqual(trial.accepted, []);
    assert.equal(await trial.position('order:0'), 0);
  };
}

const assertOnly = (failures: number): void => assert.equal(failures, 1, `${failures} streams have failed, and not 1`);

const assertAccepted = (accepted: readonly string[]): void =>
  assert.deepEqual([...accepted].sort(), ['order:0/1', 'order:2/1', 'order:3/1']);
