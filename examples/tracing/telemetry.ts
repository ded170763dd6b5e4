import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { BasicTracerProvider, type SpanProcessor } from '@opentelemetry/sdk-trace-base';

/**
 * Registers the SDK for the whole process. Without a context manager, spans do not know their parents. Where spans go is
 * for the processor to say: `new BatchSpanProcessor(new OTLPTraceExporter())` would send them to a collector.
 */
export function registerTracing(spanProcessor: SpanProcessor): void {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager());
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [spanProcessor] }));
}
