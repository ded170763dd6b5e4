import type { Answer, Call } from '../worker/call.js';
import type { Member } from './crew.js';

/** What a run came to, in numbers. */
export interface Figures {
  /** Steps of the plan. */
  readonly commands: number;
  /** Calls of the framework: a step that is repeated takes several. */
  readonly calls: number;
  /** Calls by what they answered; `crashed` for those whose process was killed before. */
  readonly answers: Readonly<Record<string, number>>;
  /** Calls that repeated an earlier one of the same step, by its id. */
  readonly retriesById: number;
  readonly kills: number;
  readonly requests: number;
  /** Requests by the fault that they met. */
  readonly faults: Readonly<Record<string, number>>;
  readonly violations: number;
}

export function figuresOf(crew: readonly Member[], calls: readonly Call[], violations: number): Figures {
  const met = crew.flatMap(({ proxy }) => [...proxy.met]);
  const steps = new Set(calls.map(({ step }) => step)).size;
  return {
    commands: steps,
    calls: calls.length,
    answers: tally(calls.map((call) => [call.answer?.kind ?? 'crashed', 1])),
    retriesById: calls.length - steps,
    kills: crew.reduce((sum, { worker }) => sum + worker.kills, 0),
    requests: met.reduce((sum, [, count]) => sum + count, 0),
    faults: tally(met.filter(([fault]) => fault !== 'none')),
    violations,
  };
}

function tally(entries: readonly (readonly [Answer['kind'] | string, number])[]): Record<string, number> {
  const sums = new Map<string, number>();
  for (const [name, count] of entries) sums.set(name, (sums.get(name) ?? 0) + count);
  return Object.fromEntries([...sums].sort(([one], [other]) => one.localeCompare(other)));
}
