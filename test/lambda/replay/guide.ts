import { type Class, Projections, type Store } from '@eventsource/core';
import { firehoseArchive, type ReplayTotals, replay, tableExport } from '@eventsource/lambda/replay';
import { s3Folder } from '@eventsource/lambda/s3';
import type { DependencyContainer } from 'tsyringe';

// #region export
/** Builds a projection from an export of the table, and takes no capacity of it. */
export function fromExport(container: DependencyContainer, projection: Class, prefix: string): Promise<ReplayTotals> {
  const from = tableExport(s3Folder({ bucket: 'exports', prefix }));
  return replay({ from, consumers: [container.resolve(Projections).consumer(projection)] });
}
// #endregion

// #region archive
/** Builds a projection from a year of the archive; what lies before that comes from the table. */
export function fromArchive(
  container: DependencyContainer,
  projection: Class,
  { year, store, signal }: { year: number; store: Store; signal?: AbortSignal },
): Promise<ReplayTotals> {
  return replay({
    from: firehoseArchive(s3Folder({ bucket: 'archive', prefix: `events/${year}/` })),
    consumers: [container.resolve(Projections).consumer(projection)],
    store,
    signal,
    onProgress: ({ phase, totals: { lines, events } }) => console.error(phase, lines, events),
  });
}
// #endregion
