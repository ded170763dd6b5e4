import type { ColdLoadCost, LargeItem, StreamSummary, TableStats } from '@eventsource/dynamodb';
import type { Session } from '../../session.js';
import { amount, bytesText } from '../../terminal/amounts.js';
import { printable } from '../../terminal/printable.js';
import { styleOf } from '../../terminal/style.js';
import { type Column, table } from '../../terminal/table.js';

const right = (title: string): Column => ({ title, align: 'right' });
const KEY: Column = { title: 'STREAM' };

/** The report for people. */
export function reportText(session: Session, stats: TableStats): string {
  const { largest, nearLimit, coldLoads } = stats;
  const { bold } = styleOf(session.stdout);
  const near = `Items from ${amount(nearLimit.share * 100)} % of 400 KB on: ${amount(nearLimit.items)}`;
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

function totals({ streams, events, items, bytes, snapshots, malformed, units }: TableStats): string {
  const lines: readonly (readonly [string, string])[] = [
    ['Streams', amount(streams)],
    ['Events', amount(events)],
    ['Items', amount(items)],
    ['Bytes', `${amount(bytes)} (${bytesText(bytes)})`],
    ['Snapshots', amount(snapshots)],
    ...(malformed === 0 ? [] : [['Malformed', `${amount(malformed)} items: "eventsource verify" says why`] as const]),
    ['Read units', `${amount(units)} to count this`],
  ];
  return lines.map(([name, value]) => `${name.padEnd(12)}${value}`).join('\n');
}

const streamsTable = (session: Session, streams: readonly StreamSummary[]): string =>
  table(
    session,
    [right('BYTES'), right('EVENTS'), right('ITEMS'), right('SNAPSHOTS'), KEY],
    streams.map(({ key, bytes, events, items, snapshots }) => [
      ...[bytes, events, items, snapshots].map(amount),
      printable(key),
    ]),
  );

const itemsTable = (session: Session, items: readonly LargeItem[]): string =>
  table(
    session,
    [right('BYTES'), right('PARTITION'), KEY],
    items.map(({ key, partition, size }) => [amount(size), partition, printable(key)]),
  );

const loadsTable = (session: Session, loads: readonly ColdLoadCost[]): string =>
  table(
    session,
    [right('OF STREAMS'), right('AT MOST'), right('WITHOUT SNAPSHOTS')],
    loads.map(({ percentOfStreams, readUnits, withoutSnapshots }) => [
      `${percentOfStreams} %`,
      amount(readUnits),
      amount(withoutSnapshots),
    ]),
  );
