import type { Cost, EventMetadata, Finding, StoreRequest } from '@eventsource/core';
import { context, type Span, SpanStatusCode, trace } from '@opentelemetry/api';
import { attribute } from '../attribute.js';
import { errorType } from '../error-type.js';
import type { Failure } from '../failure.js';
import { costAttributes, findingAttributes } from './finding-attributes.js';

/** The span of a step, which learns what is found on the way. */
export class StepSpan {
  #cost: Cost = { requests: 0, readUnits: 0, writeUnits: 0 };
  #rejected = false;

  constructor(
    private readonly span: Span,
    /** By which events refer to it. */
    readonly metadata: EventMetadata | undefined,
  ) {}

  /** Runs with this span as the active one, the parent of those that are made meanwhile. */
  around<T>(run: () => T): T {
    return context.with(trace.setSpan(context.active(), this.span), run);
  }

  note(finding: Finding): void {
    if (!this.span.isRecording()) return;
    this.#rejected ||= 'rejection' in finding;
    if (finding.request) this.#charge(finding.request);
    else this.span.setAttributes(findingAttributes(finding));
  }

  /**
   * A rejection is an answer: it leaves the status unset and is no `error.type`, as "what constitutes an error" has it in
   * https://opentelemetry.io/docs/specs/semconv/general/recording-errors/.
   */
  end(failure: Failure | undefined): void {
    if (failure && !this.#rejected) {
      const { error } = failure;
      const message = error instanceof Error ? error.message : String(error);
      this.span.setAttribute(attribute.errorType, errorType(error));
      this.span.setStatus({ code: SpanStatusCode.ERROR, message });
    }
    this.span.end();
  }

  #charge({ attempts, readUnits, writeUnits }: StoreRequest): void {
    this.#cost = {
      requests: this.#cost.requests + attempts,
      readUnits: this.#cost.readUnits + readUnits,
      writeUnits: this.#cost.writeUnits + writeUnits,
    };
    this.span.setAttributes(costAttributes(this.#cost));
  }
}
