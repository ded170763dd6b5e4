import type { CompanionSource } from '../companion/companion-source.js';
import { needsOf } from '../companion/need.js';
import type { AggregateDescription } from '../description/aggregate-description.js';
import type { Mistakes } from '../description/mistakes.js';

/** Checks that somebody makes what the commands need to be stored with their events. */
export function checkNeeds(
  aggregates: readonly AggregateDescription[],
  sources: readonly CompanionSource[],
  mistakes: Mistakes,
): void {
  for (const command of aggregates.flatMap(({ commands }) => [...commands.keys()])) {
    const unserved = needsOf(command).filter(({ name }) => !sources.some((source) => source.serves(name)));
    for (const remedy of new Set(unserved.map(({ remedy }) => remedy))) {
      mistakes.add('companion-missing', command, `it declares a need that no module serves: ${remedy}`);
    }
  }
}
