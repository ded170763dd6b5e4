import { type ConsumeFailure, type Consumer, Delivery, DeliveryFailedError } from '@eventsource/core';
import { DynamoDbStore } from '@eventsource/dynamodb';
import { projectionIn } from '../../application/projections-in.js';
import { connectionOf } from '../../connection/connection.js';
import { UsageError } from '../../errors/usage-error.js';
import type { ExitCode } from '../../exit-code.js';
import type { Session } from '../../session.js';
import { count, counted } from '../../terminal/figures.js';
import { print } from '../../terminal/print.js';
import { styleOf } from '../../terminal/style.js';
import { DeliveryReport } from '../delivery/delivery-report.js';
import type { RedriveCommandOptions } from './redrive-command.js';
import { stoppedFor } from './stopped-for.js';

/** Streams that are resumed together. */
const AT_ONCE = 50;

export async function redriveProjection(
  session: Session,
  options: RedriveCommandOptions,
  projection: string,
): Promise<ExitCode> {
  const consumer = await projectionIn({ ...options, name: projection });
  const streams = await chosen(consumer, session, options);
  const store = new DynamoDbStore({ table: options.name, ...connectionOf(options) });
  const report = new DeliveryReport(session, [consumer]);
  try {
    const failures = await redriven(new Delivery(store, consumer), streams, session, report);
    report.stop();
    const result = { projection: consumer.name, streams: streams.length, failures: failures.length };
    await print(session, result, verdict(session, consumer, streams.length, failures.length));
    return failures.length > 0 ? 1 : 0;
  } finally {
    report.stop();
    store.close();
  }
}

/** @throws {UsageError} when one is not stopped. */
async function chosen(
  consumer: Consumer,
  { signal }: Session,
  { stream: wanted }: RedriveCommandOptions,
): Promise<readonly string[]> {
  const stopped = (await stoppedFor(consumer, signal)).map(({ stream }) => stream);
  const other = wanted?.find((stream) => !stopped.includes(stream));
  if (other !== undefined) throw new UsageError(`Stream "${other}" is not stopped for projection "${consumer.name}".`);
  return wanted ?? stopped;
}

async function redriven(
  delivery: Delivery,
  streams: readonly string[],
  { signal }: Session,
  report: DeliveryReport,
): Promise<readonly ConsumeFailure[]> {
  const failures: ConsumeFailure[] = [];
  for (let done = 0; done < streams.length; done += AT_ONCE) {
    report.progress({ label: 'Redriving', done, expected: streams.length, note: `${count(failures.length)} failures` });
    const failed = await delivery.redrive(streams.slice(done, done + AT_ONCE), { signal });
    signal.throwIfAborted();
    for (const { stream, version, error } of failed) {
      report.failure(new DeliveryFailedError(delivery.consumer.name, stream, version, { cause: error }));
    }
    failures.push(...failed);
  }
  return failures;
}

function verdict(session: Session, { name }: Consumer, streams: number, failures: number): string {
  const { green, red } = styleOf(session.stdout);
  if (streams === 0) return green(`No stream is stopped for projection "${name}".`);
  if (failures === 0) return green(`Projection "${name}" has taken ${counted(streams, 'stream')} to the end.`);
  return red(`${count(failures)} of ${counted(streams, 'stream')} failed again, and stay stopped.`);
}
