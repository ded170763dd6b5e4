import type { Consumer } from '@eventsource/core';
import { type RebuildTotals, rebuild } from '@eventsource/dynamodb';
import { projectionsIn } from '../../application/projections-in.js';
import type { KeptText } from '../../checkpoint/kept-text.js';
import { resumable } from '../../checkpoint/resumable.js';
import { connectionOf } from '../../connection/connection.js';
import type { ExitCode } from '../../exit-code.js';
import type { Session } from '../../session.js';
import { bytes, count } from '../../terminal/figures.js';
import { DeliveryReport } from '../delivery/delivery-report.js';
import type { RebuildCommandOptions } from './rebuild-command.js';

export async function rebuildProjections(
  session: Session,
  options: RebuildCommandOptions,
  ...names: readonly string[]
): Promise<ExitCode> {
  const consumers = await projectionsIn({ ...options, names });
  return resumable(session, options.checkpoint, (kept) => rebuildWith(kept, session, options, consumers));
}

async function rebuildWith(
  kept: KeptText,
  session: Session,
  options: RebuildCommandOptions,
  consumers: readonly Consumer[],
): Promise<ExitCode> {
  const report = new DeliveryReport(session, consumers);
  try {
    const totals = await rebuild({
      table: options.name,
      ...connectionOf(options),
      consumers,
      segments: options.segments,
      readUnitsPerSecond: options.rcap,
      checkpoint: kept.earlier,
      signal: session.signal,
      onFailure: (failure) => report.failure(failure),
      onWait: (wait) => report.waiting(wait),
      onProgress: ({ totals: { items, events, units }, expected, checkpoint }) => {
        const note = `${count(events)} events, ${count(units)} read units`;
        report.progress({ label: 'Rebuilding', done: items, expected: expected?.items ?? 0, note });
        kept.set(checkpoint);
      },
    });
    return await report.end(rowsOf(totals), totals);
  } finally {
    report.stop();
  }
}

const rowsOf = ({ streams, items, events, bytes: size, units }: RebuildTotals): [string, string][] => [
  ['Streams', count(streams)],
  ['Events', count(events)],
  ['Items', count(items)],
  ['Size', bytes(size)],
  ['Read units', count(units)],
];
