import { expect } from 'chai';
import type { Rig } from './service/rig.js';
import { eventBridgeRig, firehoseRig, snsRig } from './service/rigs.js';
import { storm } from './storm/storm.js';
import { verdict } from './storm/verdict.js';

const rigs: Readonly<Record<string, { readonly events: number; readonly start: () => Promise<Rig> }>> = {
  'a FIFO topic of SNS': { events: 800, start: () => snsRig({ fifo: true }) },
  'a standard topic of SNS': { events: 800, start: () => snsRig({ fifo: false }) },
  Firehose: { events: 8000, start: firehoseRig },
  EventBridge: { events: 800, start: eventBridgeRig },
};

describe('While services, databases and processes fail, a publisher', () => {
  for (const [name, { events, start }] of Object.entries(rigs)) {
    it(`brings every event to ${name}, in order where that is promised`, async function () {
      this.timeout(120_000);
      const rig = await start();
      try {
        const outcome = await storm(rig, { seed: 20_260_301, events });
        expect(verdict(rig, rig.arrived(), outcome)).to.deep.equal([]);
        expect(Object.keys(outcome.requests)).to.include.members(['accepted', 'refused in part']);
      } finally {
        await rig.stop();
      }
    });
  }
});
