import type { Counter, Histogram, Meter } from '@opentelemetry/api';

/** As https://opentelemetry.io/docs/specs/semconv/db/database-metrics/ advises for requests to a database, in seconds. */
const DURATIONS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10];

/** Up to what fits in an item of DynamoDB, 400 KB, in bytes. */
const SIZES = [256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536, 131072, 262144, 409600];

/**
 * What is measured. Names, and units in the sense of UCUM, are as
 * https://opentelemetry.io/docs/specs/semconv/general/metrics/ asks: what is counted is in the plural, without `total`.
 */
export class Instruments {
  readonly duration: Histogram;
  readonly decisions: Counter;
  readonly conflicts: Counter;
  readonly retries: Counter;
  readonly requests: Counter;
  readonly readUnits: Counter;
  readonly writeUnits: Counter;
  readonly snapshotSize: Histogram;

  constructor(meter: Meter) {
    const counter = (name: string, unit: string, description: string) =>
      meter.createCounter(`eventsource.${name}`, { unit, description });
    const histogram = (name: string, unit: string, description: string, explicitBucketBoundaries: number[]) =>
      meter.createHistogram(`eventsource.${name}`, { unit, description, advice: { explicitBucketBoundaries } });
    this.duration = histogram('dispatch.duration', 's', 'How long dispatches took, queues included.', DURATIONS);
    this.decisions = counter('decisions', '{decision}', 'Decisions of handlers, by whether the state was cached.');
    this.conflicts = counter('conflicts', '{conflict}', 'Attempts that lost against another writer.');
    this.retries = counter('retries', '{retry}', 'Attempts after the first.');
    this.requests = counter('store.requests', '{request}', "Requests to the store, its client's retries included.");
    this.readUnits = counter('store.read_units', '{unit}', 'Read units that the store charged.');
    this.writeUnits = counter('store.write_units', '{unit}', 'Write units that the store charged.');
    this.snapshotSize = histogram('snapshot.size', 'By', 'Sizes of snapshots, stored or left out.', SIZES);
  }
}
