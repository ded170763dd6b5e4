import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';

/** The names of spans, each indented under its parent, in the order they began. */
export function spanTree(spans: readonly ReadableSpan[]): string[] {
  const ids = new Set(spans.map((span) => span.spanContext().spanId));
  const roots = spans.filter(({ parentSpanContext: parent }) => !parent || !ids.has(parent.spanId));
  return roots.flatMap((root) => branch(root, spans));
}

function branch(span: ReadableSpan, spans: readonly ReadableSpan[]): string[] {
  const children = spans.filter(({ parentSpanContext }) => parentSpanContext?.spanId === span.spanContext().spanId);
  return [span.name, ...children.flatMap((child) => branch(child, spans).map((line) => `  ${line}`))];
}
