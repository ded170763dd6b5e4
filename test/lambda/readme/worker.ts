import { redrive } from '@eventsource/lambda';
import { DynamoDbShardLeases, pollStream } from '@eventsource/lambda/poller';
import { container } from 'tsyringe';

export async function work(): Promise<void> {
  // #region poller
  const stop = new AbortController();
  process.once('SIGTERM', () => stop.abort());
  const leases = new DynamoDbShardLeases({ table: 'checkpoints' });
  await pollStream(container, { table: 'orders', leases, signal: stop.signal });
  // #endregion
}

export async function repair(): Promise<void> {
  // #region redrive
  const { streams, failures } = await redrive(container, { consumer: 'open-orders@1' });
  // #endregion
  console.log(streams, failures);
}
