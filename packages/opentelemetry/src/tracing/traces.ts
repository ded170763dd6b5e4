import type { Step } from '@eventsource/core';
import { ProxyTracerProvider, trace } from '@opentelemetry/api';
import { scope } from '../scope.js';
import { traceMetadata } from '../trace-context.js';
import { spanName } from './span-name.js';
import { spanOptions } from './span-options.js';
import { StepSpan } from './step-span.js';

/** The spans of steps. */
export class Traces {
  readonly #tracer = trace.getTracer(scope.name, scope.version);

  /** Undefined where nobody traces. */
  begin(step: Step): StepSpan | undefined {
    if (!isTracing()) return undefined;
    const span = this.#tracer.startSpan(spanName(step), spanOptions(step));
    return new StepSpan(span, step.kind === 'dispatch' ? traceMetadata(span.spanContext()) : undefined);
  }
}

const noProvider = new ProxyTracerProvider().getDelegate();

/** Whether there is an SDK. A span would tell as well, at many times the price, for those who have none. */
function isTracing(): boolean {
  const provider = trace.getTracerProvider();
  return !(provider instanceof ProxyTracerProvider) || provider.getDelegate() !== noProvider;
}
