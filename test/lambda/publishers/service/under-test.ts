import type { RequestFate, TargetUnderTest } from '@eventsource/lambda/contract';
import { expect } from 'chai';
import type { Fate, Faults } from './fate.js';
import type { Rig } from './rig.js';

/** A rig in the hands of the contract. */
export function underTest(rig: Rig): TargetUnderTest {
  const { service, faults, ordered, entries, bytes, entryBytes } = rig;
  return {
    limits: { entries, bytes, entryBytes },
    ordered,
    publisher: (options) => rig.publisher(options),
    decide: (fate) => {
      service.draw = (arrivals) => inWordsOf(faults, fate(arrivals));
    },
    requests: () => service.requests,
    accepted: () => rig.arrived(),
    stop: async () => {
      await rig.stop();
      expect(service.broken).to.deep.equal([]);
    },
  };
}

function inWordsOf(faults: Faults, fate: RequestFate): Fate {
  if (typeof fate === 'object') return fate.final ? { ...fate, ...faults.entryWrong } : { refuse: fate.refuse };
  if (fate === 'throttle') return faults.throttled;
  if (fate === 'fail') return faults.broken;
  if (fate === 'deny access') return faults.denied;
  if (fate === 'find no target') return faults.missing;
  return fate === 'refuse content' ? faults.contentRefused : fate;
}
