import { publisherContract } from './publisher-contract.js';
import { eventBridgeRig, firehoseRig, snsRig } from './service/rigs.js';

publisherContract('A publisher to a FIFO topic of SNS', () => snsRig({ fifo: true }));
publisherContract('A publisher to a standard topic of SNS', () => snsRig({ fifo: false }));
publisherContract('A publisher to Firehose', firehoseRig);
publisherContract('A publisher to EventBridge', eventBridgeRig);
