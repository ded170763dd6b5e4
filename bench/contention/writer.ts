import 'reflect-metadata';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { HotAggregate } from './hot-aggregate.js';

// The program of one of several processes on the same aggregate: says that it is ready, and begins when it is told to.
const { endpoint, table, id, commands, think } = JSON.parse(process.argv[2] ?? '');
const hot = new HotAggregate(endpoint, table, id);
process.send?.('ready');
await once(process, 'message');
for (let command = 0; command < commands; command += 1) {
  await hot.post();
  await sleep(think);
}
process.send?.(hot.result, () => process.exit());
