import { Snapshots } from '../aggregate/snapshots.js';
import type { AggregateDescription } from '../description/aggregate-description.js';
import { type IdSource, randomIds } from '../identity/id-source.js';
import { type Reporter, warn } from '../report/report.js';
import { EventTypes } from '../serialization/event-types.js';
import { JsonSerializer } from '../serialization/json-serializer.js';
import type { Serializer } from '../serialization/serializer.js';
import { defaultNaming, type StreamNaming } from '../store/stream-name.js';
import type { Module } from './module.js';

/** What all that `install` registers has in common. */
export interface Parts {
  readonly aggregates: readonly AggregateDescription[];
  readonly serializer: Serializer;
  readonly snapshots: ReadonlyMap<AggregateDescription, Snapshots>;
  readonly naming: StreamNaming;
  readonly ids: IdSource;
  readonly report: Reporter;
}

/** What the module brings, and the defaults for what it does not. */
export function partsOf(module: Module, aggregates: readonly AggregateDescription[]): Parts {
  const types = new EventTypes(aggregates.flatMap(({ events }) => [...events.values()].map(({ event }) => event)));
  const serializer = module.serializer?.(types) ?? new JsonSerializer(types);
  return {
    aggregates,
    serializer,
    snapshots: snapshotsOf(aggregates, serializer),
    naming: module.streamNaming ?? defaultNaming,
    ids: module.ids ?? randomIds,
    report: harmless(module.report ?? warn),
  };
}

function snapshotsOf(
  aggregates: readonly AggregateDescription[],
  { name }: Serializer,
): Map<AggregateDescription, Snapshots> {
  return new Map(
    aggregates.flatMap((description): [AggregateDescription, Snapshots][] => {
      const { snapshot } = description;
      return snapshot ? [[description, new Snapshots(description, snapshot.every, name, snapshot.version)]] : [];
    }),
  );
}

/** A reporter that fails, at once or later, has nowhere to report to. */
const harmless =
  (report: Reporter): Reporter =>
  (about) =>
    void Promise.resolve(about)
      .then(report)
      .catch(() => {});
