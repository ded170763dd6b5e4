import type { Step } from '@eventsource/core';
import { createNoopMeter, type MeterProvider, metrics } from '@opentelemetry/api';
import { scope } from '../scope.js';
import { Instruments } from './instruments.js';
import { type StepMeter, stepMeter } from './step-meter.js';

/** What is measured of steps. */
export class Metrics {
  #provider: MeterProvider | undefined;
  #instruments: Instruments | undefined;

  /** Undefined where nobody measures. */
  begin(step: Step): StepMeter | undefined {
    const instruments = this.#current();
    return instruments && stepMeter(step, instruments);
  }

  /** Those of the SDK that is registered now: instruments made before it came would measure nothing for ever. */
  #current(): Instruments | undefined {
    const provider = metrics.getMeterProvider();
    if (provider !== this.#provider) {
      this.#provider = provider;
      const meter = provider.getMeter(scope.name, scope.version);
      this.#instruments = meter === createNoopMeter() ? undefined : new Instruments(meter);
    }
    return this.#instruments;
  }
}
