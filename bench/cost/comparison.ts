import type { Contender } from './contender.js';
import { type CostRow, costCases } from './cost-row.js';
import { measure } from './measure.js';

export const lengths: readonly number[] = [10, 100, 1000, 10_000];

/** Every case at every length, the libraries side by side. */
export async function* compare(
  contenders: readonly Contender[],
  onPhase: (phase: string) => void,
): AsyncGenerator<CostRow> {
  for (const priorEvents of lengths) {
    for (const contender of contenders) {
      onPhase(`${contender.library}: growing its stream to ${priorEvents} events`);
      await contender.grow(priorEvents);
    }
    for (const costCase of costCases) {
      for (const contender of contenders) {
        onPhase(`${contender.library}: ${costCase} after ${priorEvents} events`);
        yield await measure(contender, costCase, priorEvents);
      }
    }
  }
}
