import { createTable } from '@eventsource/dynamodb';
import { connectionOf } from '../../connection/connection.js';
import type { ExitCode } from '../../exit-code.js';
import type { Session } from '../../session.js';
import { print } from '../../terminal/print.js';
import type { CreateTableOptions } from './create-table-command.js';

export async function create(session: Session, options: CreateTableOptions): Promise<ExitCode> {
  const { name: table } = options;
  const outcome = await createTable({ table, ...connectionOf(options) }, { signal: session.signal });
  await print(
    session,
    { table, outcome },
    `Table "${table}" ${outcome === 'created' ? 'is created' : 'exists already'}.`,
  );
  return 0;
}
