import type { EventMetadata } from '@eventsource/core';
import type { Link } from '@opentelemetry/api';
import { spanContextIn } from './trace-context.js';

/**
 * Links to the span of the dispatch that an event comes from: one, or none when the event carries no trace context. A
 * span that reads events is not a child of it, since it may run much later, or again:
 * https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/#trace-structure.
 *
 * @example
 * tracer.startActiveSpan('process orders', { kind: SpanKind.CONSUMER, links: linksTo(event.metadata) }, (span) => …);
 */
export function linksTo(metadata: EventMetadata): Link[] {
  const context = spanContextIn(metadata);
  return context ? [{ context }] : [];
}
