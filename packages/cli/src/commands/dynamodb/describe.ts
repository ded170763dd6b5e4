import { type DescribedTable, describeTable } from '@eventsource/dynamodb';
import { connectionOf } from '../../connection/connection.js';
import type { ExitCode } from '../../exit-code.js';
import type { Session } from '../../session.js';
import { bytes, count } from '../../terminal/figures.js';
import { print } from '../../terminal/print.js';
import { styleOf } from '../../terminal/style.js';
import { table } from '../../terminal/table.js';
import { billing } from '../table/differences.js';
import { keyText } from '../table/key-text.js';
import type { DescribeOptions } from './describe-command.js';

export async function describe(session: Session, options: DescribeOptions): Promise<ExitCode> {
  const { signal, stdout } = session;
  const described = await describeTable({ table: options.name, ...connectionOf(options) }, { signal });
  const { bold } = styleOf(stdout);
  const rows = Object.entries(lines(described)).map(([name, text]) => [bold(name), text]);
  await print(session, described, table(session, [], rows));
  return 0;
}

const lines = (told: DescribedTable): Record<string, string> => ({
  Table: told.name,
  Status: told.status,
  Key: keyText(told.key),
  Billing: billing(told.capacity),
  Stream: told.stream ?? 'none',
  Items: `about ${count(told.items)}`,
  Size: `about ${bytes(told.bytes)}`,
  'Point-in-time recovery': onOrOff(told.pointInTimeRecovery),
  'Deletion protection': onOrOff(told.deletionProtection),
  'Time to live': told.timeToLive === undefined ? UNKNOWN : told.timeToLive || 'off',
  Tags: tagText(told.tags),
  ARN: told.arn ?? UNKNOWN,
  'Stream ARN': told.streamArn ?? 'none',
});

const UNKNOWN = 'not told';

const onOrOff = (on: boolean | undefined): string => (on === undefined ? UNKNOWN : on ? 'on' : 'off');

const tagText = (tags: DescribedTable['tags']): string => {
  if (tags === undefined) return UNKNOWN;
  const pairs = Object.entries(tags).map(([name, value]) => `${name}=${value}`);
  return pairs.length === 0 ? 'none' : pairs.join(', ');
};
