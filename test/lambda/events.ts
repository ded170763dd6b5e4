import type { DeliveredCommit } from '@eventsource/core';
import type { InvocationContext, LambdaRecord, StreamEvent } from '@eventsource/lambda';

const base64 = (bytes: Uint8Array) => ({ B: Buffer.from(bytes).toString('base64') });

/** The record of the item that holds this commit, as Lambda hands it over. */
export function insertOf({ stream, first, records, id }: DeliveredCommit, sequenceNumber: number): LambdaRecord {
  const keys = { key: { S: stream }, partition: { N: String(first) } };
  const attributes = records.map((record, index) => [`_${first + index}`, base64(record)] as const);
  return {
    eventID: `event-${sequenceNumber}`,
    eventName: 'INSERT',
    eventSourceARN: 'arn:aws:dynamodb:us-east-1:000000000000:table/events/stream/2026-01-02T03:04:05.006',
    dynamodb: {
      Keys: keys,
      NewImage: { ...keys, c: base64(id ?? new Uint8Array([1])), ...Object.fromEntries(attributes) },
      SequenceNumber: String(sequenceNumber),
    },
  };
}

/** A batch of them, with the sequence numbers 100, 101 … */
export const batchOf = (commits: readonly DeliveredCommit[], from = 100): StreamEvent => ({
  Records: commits.map((commit, index) => insertOf(commit, from + index)),
});

/** An invocation that may go on for so many milliseconds. */
export function invocation(time = 30_000): InvocationContext {
  const end = performance.now() + time;
  return { getRemainingTimeInMillis: () => end - performance.now() };
}
