import { AccessDeniedError, type DynamoDbOptions, estimateScan, type ScanEstimate } from '@eventsource/dynamodb';
import type { Session } from '../session.js';
import { confirm } from '../terminal/confirm.js';
import { bytes, counted } from '../terminal/figures.js';
import type { ScanCommandOptions } from './scan-options.js';

/** From so many read units on, somebody has to agree: about a cent's worth is not worth a question. */
const ASKED_FROM = 1000;

export interface Announced {
  /** Of the table, when DynamoDB counted; 0 where that is not known. */
  readonly bytes: number;
  /** Whether to read it. */
  readonly agreed: boolean;
}

/**
 * Says what reading a whole table takes, on stderr, and asks where it is much.
 *
 * @param upTo whether the reading may end early.
 * @throws {UsageError} where it is much, and nobody can answer.
 */
export async function announceScan(
  session: Session,
  connection: DynamoDbOptions,
  { yes }: ScanCommandOptions,
  upTo = false,
): Promise<Announced> {
  const estimate = await estimated(connection, session.signal);
  const { bytes: size = 0, readUnits = 0 } = estimate ?? {};
  const text = priceText(connection.table, estimate, upTo);
  const isMuch = !estimate || readUnits >= ASKED_FROM;
  if (isMuch && !yes) return { bytes: size, agreed: await confirm(session, { warning: text, answer: 'yes' }) };
  if (!session.json) session.stderr.write(`${text}\n`);
  return { bytes: size, agreed: true };
}

/** Undefined where the size may not be asked for. */
async function estimated(connection: DynamoDbOptions, signal: AbortSignal): Promise<ScanEstimate | undefined> {
  try {
    return await estimateScan(connection, { signal });
  } catch (error) {
    if (error instanceof AccessDeniedError) return undefined;
    throw error;
  }
}

function priceText(table: string, estimate: ScanEstimate | undefined, upTo: boolean): string {
  if (!estimate) return `What reading table "${table}" takes is not known: that needs dynamodb:DescribeTable.`;
  const { bytes: size, items, readUnits } = estimate;
  if (items === 0) return `DynamoDB, which counts every six hours, has counted no items in table "${table}" yet.`;
  const counts = `${bytes(size)}, ${counted(items, 'item')}`;
  const price = `${upTo ? 'up to' : 'about'} ${counted(Math.ceil(readUnits), 'read unit')}`;
  return `Reading table "${table}" takes ${price}: ${counts} when DynamoDB counted, up to six hours ago.`;
}

/** `12,000 items, 345 read units` */
export const progressText = ({ items, units }: { readonly items: number; readonly units: number }): string =>
  `${counted(items, 'item')}, ${counted(units, 'read unit')}`;
