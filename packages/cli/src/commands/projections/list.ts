import type { Consumer, StoppedStream } from '@eventsource/core';
import { projectionsIn } from '../../application/projections-in.js';
import type { ExitCode } from '../../exit-code.js';
import type { Session } from '../../session.js';
import { count } from '../../terminal/figures.js';
import { print } from '../../terminal/print.js';
import { printable } from '../../terminal/printable.js';
import { table } from '../../terminal/table.js';
import type { ListCommandOptions } from './list-command.js';
import { stoppedFor } from './stopped-for.js';

interface Listed {
  readonly projection: string;
  readonly stopped: readonly StoppedStream[];
}

export async function listProjections(
  session: Session,
  options: ListCommandOptions,
  ...names: readonly string[]
): Promise<ExitCode> {
  const consumers = await projectionsIn({ ...options, names });
  const projections: Listed[] = [];
  for (const consumer of consumers) projections.push(await listed(consumer, session));
  await print(session, { projections }, textOf(session, projections));
  return 0;
}

const listed = async (consumer: Consumer, { signal }: Session): Promise<Listed> => ({
  projection: consumer.name,
  stopped: await stoppedFor(consumer, signal),
});

function textOf(session: Session, projections: readonly Listed[]): string {
  const names = table(
    session,
    [{ title: 'PROJECTION' }, { title: 'STOPPED', align: 'right' }],
    projections.map(({ projection, stopped }) => [projection, count(stopped.length)]),
  );
  const streams = projections.flatMap(({ projection, stopped }) =>
    stopped.map(({ stream, version, tries, resumed }) => [
      ...[projection, count(version), count(tries), resumed ? 'being redriven' : 'stopped'],
      printable(stream),
    ]),
  );
  if (streams.length === 0) return names;
  const columns = [
    { title: 'PROJECTION' },
    { title: 'TAKEN UP TO', align: 'right' } as const,
    { title: 'TRIES', align: 'right' } as const,
    { title: 'STATE' },
    { title: 'STREAM' },
  ];
  return `${names}\n\n${table(session, columns, streams)}`;
}
