import type { EventMetadata } from '@eventsource/core';
import { createTraceState, isSpanContextValid, type SpanContext, TraceFlags } from '@opentelemetry/api';

/** `<version>-<trace id>-<parent id>-<flags>`, where a version above 00 may add to it. */
const TRACEPARENT = /^(?!ff)([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/**
 * A trace context as metadata of events, in the format of https://www.w3.org/TR/trace-context/: whatever the process's own
 * propagator, since events outlive it, and without baggage. None for a trace that is not sampled: an event would keep for
 * ever the name of something that nobody has.
 */
export function traceMetadata({ traceId, spanId, traceFlags, traceState }: SpanContext): EventMetadata | undefined {
  if ((traceFlags & TraceFlags.SAMPLED) === 0) return undefined;
  const state = traceState?.serialize();
  const flags = traceFlags.toString(16).padStart(2, '0');
  return { traceparent: `00-${traceId}-${spanId}-${flags}`, ...(state && { tracestate: state }) };
}

/** The trace context in metadata of events, or undefined when there is none, or none that is valid. */
export function spanContextIn({ traceparent = '', tracestate }: EventMetadata): SpanContext | undefined {
  const [, version, traceId = '', spanId = '', flags = '', more] = TRACEPARENT.exec(traceparent) ?? [];
  if (version === '00' && more !== undefined) return undefined;
  const traceFlags = Number.parseInt(flags, 16) & TraceFlags.SAMPLED;
  const traceState = tracestate ? { traceState: createTraceState(tracestate) } : {};
  const context = { traceId, spanId, traceFlags, isRemote: true, ...traceState };
  return isSpanContextValid(context) ? context : undefined;
}
