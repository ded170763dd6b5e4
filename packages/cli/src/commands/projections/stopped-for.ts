import type { Consumer, StoppedStream } from '@eventsource/core';

/** All of them, in the order of their names: a redrive changes the list while it is read. */
export async function stoppedFor({ checkpoints, name }: Consumer, signal: AbortSignal): Promise<StoppedStream[]> {
  const streams: StoppedStream[] = [];
  for await (const stopped of checkpoints.stopped(name, { signal })) streams.push(stopped);
  return streams.sort((one, other) => (one.stream < other.stream ? -1 : 1));
}
