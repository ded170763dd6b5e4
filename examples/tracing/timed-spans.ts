import type { ReadableSpan, Span, SpanProcessor } from '@opentelemetry/sdk-trace-base';

/** A span, and when it began and ended, in milliseconds since the first one began. */
export interface TimedSpan {
  readonly span: ReadableSpan;
  readonly depth: number;
  readonly start: number;
  readonly end: number;
}

/** Keeps spans with times that are more exact than the milliseconds in which spans note their beginning. */
export class TimedSpans implements SpanProcessor {
  readonly #begun: { readonly span: Span; readonly start: number; end: number }[] = [];

  onStart(span: Span): void {
    this.#begun.push({ span, start: performance.now(), end: Number.NaN });
  }

  onEnd(span: ReadableSpan): void {
    const begun = this.#begun.find((begun) => begun.span.spanContext().spanId === span.spanContext().spanId);
    if (begun) begun.end = performance.now();
  }

  async forceFlush(): Promise<void> {}

  async shutdown(): Promise<void> {}

  /** In the order they began. */
  get all(): readonly TimedSpan[] {
    const origin = this.#begun[0]?.start ?? 0;
    return this.#begun.map(({ span, start, end }) => ({
      span,
      depth: this.#depth(span.parentSpanContext?.spanId),
      start: start - origin,
      end: end - origin,
    }));
  }

  #depth(parentId: string | undefined): number {
    const parent = this.#begun.find(({ span }) => span.spanContext().spanId === parentId);
    return parent ? 1 + this.#depth(parent.span.parentSpanContext?.spanId) : 0;
  }
}
