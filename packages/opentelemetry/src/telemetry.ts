import type { Instrumentation, Step, Watch } from '@eventsource/core';
import type { Failure } from './failure.js';
import { Metrics } from './metrics/metrics.js';
import type { StepMeter } from './metrics/step-meter.js';
import type { StepSpan } from './tracing/step-span.js';
import { Traces } from './tracing/traces.js';

type Run = (watch: Watch) => Promise<unknown>;

/** Makes a span of each step and measures it, as far as an SDK is registered for that. */
export class Telemetry implements Instrumentation {
  readonly #traces = new Traces();
  readonly #metrics = new Metrics();

  step(step: Step, run: Run): Promise<unknown> {
    const span = this.#traces.begin(step);
    const meter = this.#metrics.begin(step);
    return span || meter ? recorded(run, span, meter) : run(unrecorded);
  }
}

const unrecorded: Watch = { note: () => {} };

async function recorded(run: Run, span: StepSpan | undefined, meter: StepMeter | undefined): Promise<void> {
  let failure: Failure | undefined;
  const metadata = span?.metadata;
  const watch: Watch = {
    note: (finding) => {
      span?.note(finding);
      meter?.note(finding);
    },
    ...(metadata && { metadata }),
  };
  try {
    await (span ? span.around(() => run(watch)) : run(watch));
  } catch (error) {
    failure = { error };
  }
  span?.end(failure);
  meter?.end?.(failure);
}
