import type { Consumer } from '@eventsource/core';
import { projectionIn } from '../../application/projections-in.js';
import type { ExitCode } from '../../exit-code.js';
import type { Session } from '../../session.js';
import { confirm } from '../../terminal/confirm.js';
import { counted } from '../../terminal/figures.js';
import { print } from '../../terminal/print.js';
import type { ResetCommandOptions } from './reset-command.js';
import { stoppedFor } from './stopped-for.js';

export async function resetProjection(
  session: Session,
  options: ResetCommandOptions,
  projection: string,
): Promise<ExitCode> {
  const { yes, dryrun } = options;
  const { signal } = session;
  const consumer = await projectionIn({ ...options, name: projection });
  const { name, checkpoints } = consumer;
  const stopped = (await stoppedFor(consumer, signal)).length;
  if (dryrun) {
    const text = `All positions of projection "${name}" would be forgotten${stoppedToo(stopped)}. Nothing was changed.`;
    await print(session, { projection: name, outcome: 'dryrun', stopped }, text);
    return 0;
  }
  if (!(await confirm(session, { warning: warningOf(consumer, stopped), answer: name, yes }))) {
    await print(session, { projection: name, outcome: 'kept' }, 'Nothing was forgotten.');
    return 1;
  }
  const streams = await checkpoints.reset(name, { signal });
  const text =
    `Projection "${name}" starts from the beginning: its positions in ${counted(streams, 'stream')} are forgotten. To bring it up to ` +
    `date: eventsource projections rebuild ${name} …`;
  await print(session, { projection: name, outcome: 'reset', streams }, text);
  return 0;
}

const warningOf = ({ name }: Consumer, stopped: number): string =>
  `This forgets all positions of projection "${name}"${stoppedToo(stopped)}, and cannot be undone. It takes every event again: end ` +
  'its feed and empty its read model first.';

const stoppedToo = (stopped: number): string =>
  stopped === 0 ? '' : `, and that ${counted(stopped, 'stream')} ${stopped === 1 ? 'is' : 'are'} stopped`;
