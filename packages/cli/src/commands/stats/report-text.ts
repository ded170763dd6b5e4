import type { ColdLoadCost, LargeItem, StreamSummary, TableStats } from '@eventsource/dynamodb';
import type { Session } from '../../session.js';
import { bytes, count } from '../../terminal/figures.js';
import { printable } from '../../terminal/printable.js';
import { styleOf } from '../../terminal/style.js';
import { type Column, table } from '../../terminal/table.js';

const right = (title: string): Column => ({ title, align: 'right' });
const KEY: Column = { title: 'STREAM' };

/** The report for people. */
export function reportText(session: Session, stats: TableStats): string {
  const { largest, nearLimit, coldLoads } = stats;
  const { bold } = styleOf(session.stdout);
  const near = `Items from ${count(nearLimit.share * 100)} % of 400 KB on: ${count(nearLimit.items)}`;
  const parts = [
    totals(stats),
    ...(largest.length === 0 ? [] : [`${bold('Largest streams')}\n\n${streamsTable(session, largest)}`]),
    bold(near) + (nearLimit.largest.length === 0 ? '' : `\n\n${itemsTable(session, nearLimit.largest)}`),
    ...(coldLoads.length === 0
      ? []
      : [`${bold('Read units of a load that finds nothing in memory')}\n\n${loadsTable(session, coldLoads)}`]),
  ];
  return parts.join('\n\n');
}

function totals({ streams, events, items, bytes: size, snapshots, malformed, units }: TableStats): string {
  const lines: readonly (readonly [string, string])[] = [
    ['Streams', count(streams)],
    ['Events', count(events)],
    ['Items', count(items)],
    ['Bytes', `${count(size)} (${bytes(size)})`],
    ['Snapshots', count(snapshots)],
    ...(malformed === 0 ? [] : [['Malformed', `${count(malformed)} items: "eventsource verify" says why`] as const]),
    ['Read units', `${count(units)} to count this`],
  ];
  return lines.map(([name, value]) => `${name.padEnd(12)}${value}`).join('\n');
}

const streamsTable = (session: Session, streams: readonly StreamSummary[]): string =>
  table(
    session,
    [right('BYTES'), right('EVENTS'), right('ITEMS'), right('SNAPSHOTS'), KEY],
    streams.map(({ key, bytes: size, events, items, snapshots }) => [
      ...[size, events, items, snapshots].map(count),
      printable(key),
    ]),
  );

const itemsTable = (session: Session, items: readonly LargeItem[]): string =>
  table(
    session,
    [right('BYTES'), right('PARTITION'), KEY],
    items.map(({ key, partition, size }) => [count(size), partition, printable(key)]),
  );

const loadsTable = (session: Session, loads: readonly ColdLoadCost[]): string =>
  table(
    session,
    [right('OF STREAMS'), right('AT MOST'), right('WITHOUT SNAPSHOTS')],
    loads.map(({ percentOfStreams, readUnits, withoutSnapshots }) => [
      `${percentOfStreams} %`,
      count(readUnits),
      count(withoutSnapshots),
    ]),
  );
