import { parseArgs } from 'node:util';
import { eventBridgeRig, firehoseRig, snsRig } from '../service/rigs.js';
import { storm } from './storm.js';
import { verdict } from './verdict.js';

const { values } = parseArgs({
  options: { events: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
});
const rigs = {
  'SNS FIFO': () => snsRig({ fifo: true }),
  SNS: () => snsRig({ fifo: false }),
  firehoseRig,
  eventBridgeRig,
};

for (const [name, start] of Object.entries(rigs)) {
  const rig = await start();
  const outcome = await storm(rig, { seed: Number(values.seed), events: Number(values.events) });
  const arrived = rig.arrived();
  const wrong = verdict(rig, arrived, outcome);
  const { versions, positions: _, ...figures } = outcome;
  console.log(name, { streams: versions.size, arrived: arrived.length, ...figures, wrong: wrong.slice(0, 10) });
  if (wrong.length > 0) process.exitCode = 1;
  await rig.stop();
}
