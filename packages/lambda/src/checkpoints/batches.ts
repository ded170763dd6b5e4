import { setTimeout as pause } from 'node:timers/promises';
import { type ConsumeOptions, ThrottledError } from '@eventsource/core';

/** Requests that are under way together. */
const SIDE_BY_SIDE = 4;
/** In milliseconds, before what was left out of an answer is asked for again. */
const PAUSES = [20, 50, 100, 200, 400, 800, 1600];

/**
 * Sends a long list in batches, and again what DynamoDB leaves out of its answer when it is short of capacity.
 *
 * @param send sends one batch. @returns what was left out.
 * @throws {ThrottledError} when DynamoDB keeps leaving some out.
 */
export async function inBatches<T>(
  list: readonly T[],
  size: number,
  { table, signal }: ConsumeOptions & { readonly table: string },
  send: (batch: readonly T[]) => Promise<readonly T[]>,
): Promise<void> {
  const sendAll = async (batch: readonly T[]): Promise<void> => {
    let left = batch;
    for (const delay of PAUSES) {
      left = await send(left);
      if (left.length === 0) return;
      const time = delay * (0.5 + Math.random() / 2);
      await pause(time, undefined, signal && { signal }).catch(() => signal?.throwIfAborted());
    }
    throw new ThrottledError(`table "${table}"`);
  };
  for (const together of chunks(chunks(list, size), SIDE_BY_SIDE)) await Promise.all(together.map(sendAll));
}

function chunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}
