import type { DeliveredCommit } from '@eventsource/core';

/** A record as the JsonSerializer writes it. */
export const record = (name: string, data: object = {}, rest: object = {}): Uint8Array =>
  Buffer.from(JSON.stringify({ t: name, d: data, a: '2026-03-01T12:00:00.000Z', ...rest }));

export const commit = (stream: string, first: number, ...records: Uint8Array[]): DeliveredCommit => ({
  stream,
  first,
  records,
});
