import type { DeliveredCommit } from '@eventsource/core';

/** Stream by stream, each in order of its versions; of two that begin together, the shorter one first. */
export const order = (one: DeliveredCommit, other: DeliveredCommit): number => {
  if (one.stream !== other.stream) return one.stream < other.stream ? -1 : 1;
  return one.first - other.first || one.records.length - other.records.length;
};
