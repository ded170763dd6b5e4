import { setTimeout as pause } from 'node:timers/promises';
import { UpdateContinuousBackupsCommand, type UpdateContinuousBackupsCommandInput } from '@aws-sdk/client-dynamodb';
import { PointInTimeRecoveryError } from '../errors/point-in-time-recovery-error.js';
import { requestError } from '../request/request-error.js';
import type { Requests } from '../request/requests.js';
import { faultOf } from '../request/try-outcome.js';
import type { TableWaitOptions } from './await-table.js';

/** The exact input of UpdateContinuousBackups that turns point-in-time recovery on. */
export const pointInTimeRecovery = (table: string): UpdateContinuousBackupsCommandInput => ({
  TableName: table,
  PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
});

/** Turns it on for a table that is there. A new one is not ready for it at once. */
export async function enableRecovery(requests: Requests, wait: TableWaitOptions): Promise<void> {
  const { waitAtMost = 60_000, signal } = wait;
  const end = performance.now() + waitAtMost;
  for (;;) {
    const command = new UpdateContinuousBackupsCommand(pointInTimeRecovery(requests.table));
    const outcome = await requests.try('UpdateContinuousBackups', command, wait);
    if ('answer' in outcome) return;
    const { error, aborted } = outcome.failure;
    if (aborted) throw requestError(outcome.failure);
    if (!isBusy(error) || performance.now() > end) throw refused(requests.table, error, requestError(outcome.failure));
    await pause(1000, undefined, signal && { signal }).catch(() => signal?.throwIfAborted());
  }
}

/** DynamoDB makes backups ready for a while after the table is ACTIVE. */
const isBusy = (error: unknown): boolean =>
  ['ContinuousBackupsUnavailableException', 'LimitExceededException', 'ResourceInUseException'].includes(
    String(faultOf(error).name),
  );

function refused(table: string, error: unknown, cause: unknown): PointInTimeRecoveryError {
  const unknown = faultOf(error).name === 'UnknownOperationException';
  const problem = unknown ? 'this DynamoDB does not support it, as is usual for emulators.' : messageOf(cause);
  return new PointInTimeRecoveryError(table, problem, { cause });
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
