import { listStreams, type StreamListing, type StreamSummary } from '@eventsource/dynamodb';
import { connectionOf } from '../../connection/connection.js';
import type { ExitCode } from '../../exit-code.js';
import { announceScan, progressText } from '../../scan/announce-scan.js';
import type { Session } from '../../session.js';
import { count, counted } from '../../terminal/figures.js';
import { jsonText } from '../../terminal/json.js';
import { page } from '../../terminal/pager.js';
import { printable } from '../../terminal/printable.js';
import { progressBar } from '../../terminal/progress-bar.js';
import { styleOf } from '../../terminal/style.js';
import type { ListOptions } from './list-command.js';

export async function list(session: Session, options: ListOptions): Promise<ExitCode> {
  const { name: table, prefix, limit = Infinity, rcap } = options;
  const connection = { table, ...connectionOf(options) };
  const { bytes, agreed } = await announceScan(session, connection, options, limit < Infinity);
  if (!agreed) return 1;
  // Where the streams themselves can be seen coming, a bar would be in their way.
  const bar = progressBar({ ...session, json: true }, 'Reading', bytes);
  const { signal } = session;
  const listing = listStreams({
    ...connection,
    prefix,
    readUnitsPerSecond: rcap,
    signal,
    onProgress: (progress) => bar.update(progress.bytes, progressText(progress)),
  });
  let streams = 0;
  try {
    await page(
      session,
      linesOf(
        session,
        first(limit, listing, () => streams++),
      ),
    );
  } finally {
    bar.stop();
  }
  if (!session.json) session.stderr.write(`${counted(streams, 'stream')}, ${progressText(listing.progress)}.\n`);
  return 0;
}

async function* first(limit: number, listing: StreamListing, onStream: () => number): AsyncGenerator<StreamSummary> {
  for await (const stream of listing) {
    yield stream;
    if (onStream() + 1 >= limit) return;
  }
}

const TITLES = ['VERSION', 'EVENTS', 'ITEMS', 'BYTES', 'SNAPSHOTS'];
const WIDTHS = [9, 9, 9, 13, 9];

/** Rows of fixed widths: to measure them all would take holding them all. */
async function* linesOf(session: Session, streams: AsyncIterable<StreamSummary>): AsyncGenerator<string> {
  const { bold } = styleOf(session.stdout);
  let isFirst = true;
  for await (const stream of streams) {
    if (isFirst && !session.json) yield `${bold(row([...TITLES], 'STREAM'))}\n`;
    isFirst = false;
    yield `${session.json ? jsonText(stream) : textOf(stream)}\n`;
  }
}

function textOf({ key, version, events, items, bytes, snapshots, malformed }: StreamSummary): string {
  const note = malformed > 0 ? `  (${counted(malformed, 'malformed item')})` : '';
  return row([version, events, items, bytes, snapshots].map(count), printable(key) + note);
}

const row = (cells: readonly string[], last: string): string =>
  [...cells.map((cell, index) => cell.padStart(WIDTHS[index] ?? 0)), last].join('  ');
