import type { Random } from '../../../faults/proxy/random.js';
import type { Arrival } from '../service/arrival.js';
import type { Fate } from '../service/fate.js';
import type { Rig } from '../service/rig.js';

/** How many requests met which fate. */
export type Counts = Record<string, number>;

/** Draws fates: of 100 requests, about 25 do not go as they should. */
export function weather({ faults }: Rig, random: Random, counts: Counts): (arrivals: readonly Arrival[]) => Fate {
  return (arrivals) => {
    const [name, fate] = draw(arrivals.length);
    counts[name] = (counts[name] ?? 0) + 1;
    return fate;
  };

  function draw(entries: number): readonly [string, Fate] {
    const dice = random.fraction();
    if (dice < 0.05) return ['throttled', faults.throttled];
    if (dice < 0.07) return ['broken', faults.broken];
    if (dice < 0.1) return ['request lost', 'lose request'];
    if (dice < 0.13) return ['answer lost', 'lose answer'];
    if (dice < 0.135) return ['time-out after acceptance', 'hang'];
    if (dice < 0.145) return ['answer says nothing', 'answer nothing'];
    if (dice < 0.25) return ['refused in part', { refuse: some(entries) }];
    return ['accepted', 'accept'];
  }

  function some(entries: number): readonly number[] {
    const share = random.fraction();
    return Array.from({ length: entries }, (_, place) => place).filter(() => random.fraction() < share);
  }
}
