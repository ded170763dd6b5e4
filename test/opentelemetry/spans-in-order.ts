import type { ReadableSpan, Span, SpanProcessor } from '@opentelemetry/sdk-trace-base';

/** Keeps spans in the order they began, which their times, in milliseconds, do not tell. */
export class SpansInOrder implements SpanProcessor {
  #begun: Span[] = [];

  onStart(span: Span): void {
    this.#begun.push(span);
  }

  onEnd(): void {}

  async forceFlush(): Promise<void> {}

  async shutdown(): Promise<void> {}

  /** Takes those that have ended. */
  take(): readonly ReadableSpan[] {
    const ended = this.#begun.filter((span) => span.ended);
    this.#begun = this.#begun.filter((span) => !span.ended);
    return ended;
  }

  get open(): number {
    return this.#begun.filter((span) => !span.ended).length;
  }
}
