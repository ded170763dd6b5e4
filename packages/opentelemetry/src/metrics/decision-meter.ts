import type { DecideStep, Finding } from '@eventsource/core';
import { attribute, known } from '../attribute.js';
import { outcomeOf } from '../outcome.js';
import type { Instruments } from './instruments.js';

/** Counts what a handler decides, and whether the state that it decides on was cached. */
export class DecisionMeter {
  constructor(
    private readonly step: DecideStep,
    private readonly instruments: Instruments,
  ) {}

  note(finding: Finding): void {
    const { aggregate, cached } = this.step;
    this.instruments.decisions.add(1, {
      [attribute.aggregateName]: aggregate,
      [attribute.cacheHit]: cached,
      ...known(attribute.outcome, outcomeOf(finding)),
    });
  }
}
