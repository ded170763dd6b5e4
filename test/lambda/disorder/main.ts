import { Random } from '../../faults/proxy/random.js';
import { mistakesAfter } from './check-storm.js';
import { Storm } from './storm.js';

/** `node build/test/lambda/disorder/main.js [events] [seed]`: a storm of any size, and what was wrong after it. */
const [events = 100_000, seed = 1] = process.argv.slice(2).map(Number);
const storm = new Storm(new Random(seed), { streams: 1000, events, broken: 10 });
const begun = performance.now();
await storm.run();
const seconds = (performance.now() - begun) / 1000;
const mistakes = mistakesAfter(storm);
console.log({
  seed,
  seconds: Math.round(seconds),
  eventsASecond: Math.round(storm.counts.events / seconds),
  ...storm.counts,
  splits: storm.shards.splits,
  faults: storm.checkpoints.faults,
  stoppedStreams: storm.broken.size,
  mistakes,
});
if (mistakes.length > 0) process.exitCode = 1;
