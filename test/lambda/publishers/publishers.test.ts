import { type TargetContractOptions, targetContract } from '@eventsource/lambda/contract';
import type { Rig } from './service/rig.js';
import { eventBridgeRig, firehoseRig, snsRig } from './service/rigs.js';
import { underTest } from './service/under-test.js';

const publishers: Readonly<Record<string, () => Promise<Rig>>> = {
  'to a FIFO topic of SNS': () => snsRig({ fifo: true }),
  'to a standard topic of SNS': () => snsRig({ fifo: false }),
  'to Firehose': firehoseRig,
  'to EventBridge': eventBridgeRig,
};

const looksIntoNone = 'Firehose looks into no record';
const skips: Readonly<Record<string, TargetContractOptions>> = {
  'to Firehose': {
    skip: {
      'gives up an event that is said to be wrong after one try, and goes on with other streams': looksIntoNone,
      'finds the event that a request is refused for, and goes on with other streams': looksIntoNone,
    },
  },
};

for (const [kind, start] of Object.entries(publishers)) {
  describe(`A publisher ${kind}`, () => {
    targetContract(describe, it, async () => underTest(await start()), skips[kind]);
  });
}
