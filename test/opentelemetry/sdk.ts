import { context, metrics, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { DataPointType, MeterProvider, type MetricData, MetricReader } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, type ReadableSpan, type Sampler } from '@opentelemetry/sdk-trace-base';
import { SpansInOrder } from './spans-in-order.js';

class Reader extends MetricReader {
  protected override async onForceFlush(): Promise<void> {}
  protected override async onShutdown(): Promise<void> {}
}

/** A value of a metric, or how many a histogram holds and their sum, with its attributes. */
export interface Measured {
  readonly attributes: object;
  readonly value: number | { readonly count: number; readonly sum: number | undefined };
}

/** The SDK of OpenTelemetry, registered for the whole process, as an application does it, and keeping all in memory. */
export class Sdk {
  readonly #spans = new SpansInOrder();
  readonly #reader = new Reader();

  private constructor() {}

  static tracing(sampler?: Sampler): Sdk {
    const sdk = new Sdk();
    context.setGlobalContextManager(new AsyncLocalStorageContextManager());
    trace.setGlobalTracerProvider(
      new BasicTracerProvider({ spanProcessors: [sdk.#spans], ...(sampler && { sampler }) }),
    );
    return sdk;
  }

  static measuring(): Sdk {
    const sdk = new Sdk();
    metrics.setGlobalMeterProvider(new MeterProvider({ readers: [sdk.#reader] }));
    return sdk;
  }

  /** As if there never had been any. */
  static unregister(): void {
    trace.disable();
    context.disable();
    metrics.disable();
  }

  /** The spans that ended since the last time, in the order they began. */
  get spans(): readonly ReadableSpan[] {
    return this.#spans.take();
  }

  /** How many spans have not ended. */
  get open(): number {
    return this.#spans.open;
  }

  /** All that was measured. */
  async metrics(): Promise<readonly MetricData[]> {
    const { resourceMetrics } = await this.#reader.collect();
    return resourceMetrics.scopeMetrics.flatMap(({ metrics }) => metrics);
  }

  async metric(name: string): Promise<MetricData | undefined> {
    return (await this.metrics()).find(({ descriptor }) => descriptor.name === name);
  }

  async measured(name: string): Promise<readonly Measured[]> {
    const metric = await this.metric(name);
    if (metric?.dataPointType === DataPointType.SUM) {
      return metric.dataPoints.map(({ attributes, value }) => ({ attributes, value }));
    }
    if (metric?.dataPointType !== DataPointType.HISTOGRAM) return [];
    return metric.dataPoints.map(({ attributes, value: { count, sum } }) => ({ attributes, value: { count, sum } }));
  }
}
