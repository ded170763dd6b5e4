import type { Finding, Step } from '@eventsource/core';
import { common } from '../common.js';
import type { Failure } from '../failure.js';
import { DecisionMeter } from './decision-meter.js';
import { DispatchMeter } from './dispatch-meter.js';
import type { Instruments } from './instruments.js';
import { StoreMeter } from './store-meter.js';

/** Measures one step. */
export interface StepMeter {
  note(finding: Finding): void;
  end?(failure: Failure | undefined): void;
}

export function stepMeter(step: Step, instruments: Instruments): StepMeter {
  switch (step.kind) {
    case 'dispatch':
      return new DispatchMeter(step, instruments);
    case 'decide':
      return new DecisionMeter(step, instruments);
    case 'append':
      return new StoreMeter(common(step.commits.map(({ aggregate }) => aggregate)), step.commits, instruments);
    default:
      return new StoreMeter(step.aggregate, [], instruments);
  }
}
