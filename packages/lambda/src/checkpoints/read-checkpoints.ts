import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Checkpoint, ConsumeOptions } from '@eventsource/core';
import type { Table } from '@eventsource/dynamodb';
import { checkpointKey } from './checkpoint-key.js';
import { KEY, RESUMED, STOPPED, TRIES, VERSION } from './format.js';
import { readItems } from './read-items.js';

/** Reads the checkpoints of any number of streams. */
export async function readCheckpoints(
  table: Table,
  consumer: string,
  streams: readonly string[],
  options: ConsumeOptions,
): Promise<Map<string, Checkpoint>> {
  const streamOf = new Map(streams.map((stream) => [checkpointKey(consumer, stream), stream]));
  const items = await readItems(table, [...streamOf.keys()], options);
  return new Map(
    items.flatMap((item) => {
      const stream = streamOf.get(item[KEY]?.S ?? '');
      return stream === undefined ? [] : [[stream, checkpointIn(item)] as const];
    }),
  );
}

export const checkpointIn = (item: Record<string, AttributeValue>): Checkpoint => ({
  version: Number(item[VERSION]?.N ?? 0),
  tries: Number(item[TRIES]?.N ?? 0),
  stopped: STOPPED in item && !(RESUMED in item),
});
