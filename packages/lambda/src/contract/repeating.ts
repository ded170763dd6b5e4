import assert from 'node:assert/strict';
import { commit, stored, streams } from './contract-events.js';
import type { ContractTest, ContractTests } from './contract-test.js';
import type { RequestFate } from './target-under-test.js';
import { assertBlameless, idOf } from './trial.js';

export const repeating = {
  'sends again what was refused, and nothing that was accepted': async (trial) => {
    trial.play({ refuse: [0], final: false });
    const failures = await trial.take([
      commit('order:a', 1, stored()),
      commit('order:b', 1, stored()),
      commit('order:a', 2, stored()),
    ]);
    assert.deepEqual(failures, []);
    assert.deepEqual([...trial.accepted].sort(), ['order:a/1', 'order:a/2', 'order:b/1']);
    const [[refused] = []] = trial.sent;
    assert.deepEqual(trial.sent.flat().sort(), [...trial.accepted, refused].sort());
    assert.equal(await trial.position('order:a'), 2);
    if (!trial.target.ordered) return;
    assert.ok(trial.accepted.indexOf('order:a/1') < trial.accepted.indexOf('order:a/2'), 'it keeps no order');
  },

  'loses nothing when it is throttled': losesNothing('throttle'),
  'loses nothing when the service fails': losesNothing('fail'),
  'loses nothing when requests are lost': losesNothing('lose request'),
  'loses nothing when answers are lost': losesNothing('lose answer'),
  'loses nothing when answers do not come': losesNothing('hang', 300),
  'loses nothing when answers have nothing to say': losesNothing('answer nothing'),

  'moves behind whole commits that were accepted, and takes up from there': async (trial) => {
    trial.target.decide((events) => ({ refuse: placesOf(events.map(idOf), 'order:a/3'), final: false }));
    const commits = [commit('order:a', 1, stored()), commit('order:a', 2, stored(), stored()), ...streams(2)];
    const failures = await trial.take(commits, { attempts: 2 });
    assertBlameless(failures, ['order:a']);
    assert.deepEqual(failures.map(idOf), ['order:a/2']);
    assert.deepEqual([await trial.position('order:a'), await trial.position('order:0')], [1, 1]);

    trial.play();
    assert.deepEqual(await trial.take(commits.slice(1, 2)), []);
    assert.equal(await trial.position('order:a'), 3);
    assert.ok(trial.accepted.includes('order:a/3'));
  },
} satisfies ContractTests;

/** Two requests meet this fate. */
function losesNothing(fate: RequestFate, requestTimeout = 5000): ContractTest {
  return async (trial) => {
    trial.play(fate, fate);
    assert.deepEqual(await trial.take(streams(3), { requestTimeout }), []);
    const all = ['order:0/1', 'order:1/1', 'order:2/1'];
    assert.deepEqual([...new Set(trial.accepted)].sort(), all);
    const positions = await Promise.all(streams(3).map(({ stream }) => trial.position(stream)));
    assert.deepEqual(positions, [1, 1, 1]);
    assert.ok(trial.sent.flat().length > 3, 'nothing was sent again');
  };
}

const placesOf = (ids: readonly string[], wanted: string): readonly number[] =>
  ids.flatMap((id, place) => (id === wanted ? [place] : []));
