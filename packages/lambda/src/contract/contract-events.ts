import type { DeliveredCommit } from '@eventsource/core';

/** An event as it is stored. @param bytes that its payload has more than that of another. */
export const stored = (bytes = 0): Uint8Array => {
  const d = { text: 'x'.repeat(bytes) };
  return Buffer.from(JSON.stringify({ t: 'contract-tested', d, a: '2026-03-01T12:00:00.000Z' }));
};

export const commit = (stream: string, first: number, ...records: readonly Uint8Array[]): DeliveredCommit => ({
  stream,
  first,
  records,
});

/** So many streams of one event each, called `order:0` and so on. */
export const streams = (count: number): readonly DeliveredCommit[] =>
  Array.from({ length: count }, (_, at) => commit(`order:${at}`, 1, stored()));
