import { type CoreError, EventSourceError, isEventSourceError } from '@eventsource/core';
import { InvalidBody } from './reservation.js';
import { OutOfStock } from './stock.js';

const statuses: ReadonlyMap<string, number> = new Map<CoreError['name'], number>([
  ['InvalidAggregateIdError', 400],
  ['InvalidCommandIdError', 400],
  ['InvalidStreamError', 400],
  ['CommitTooLargeError', 413],
  ['CommandIdReusedError', 422],
  ['CommandAbortedError', 503],
  ['ConcurrencyError', 503],
  ['StoreUnavailableError', 503],
  ['ThrottledError', 503],
]);

export function failed(error: unknown): Response {
  if (error instanceof InvalidBody) return Response.json({ error: error.message }, { status: 400 });
  if (error instanceof OutOfStock) return Response.json({ left: error.left }, { status: 409 });
  if (isEventSourceError(error, 'UnexpectedVersionError')) {
    return new Response(null, { status: 412, headers: { ETag: `"${error.version}"` } });
  }
  if (isEventSourceError(error, 'OutcomeUnknownError')) {
    return new Response(null, { status: 503, headers: { 'Idempotency-Key': error.id, 'Retry-After': '1' } });
  }
  const status = error instanceof EventSourceError ? statuses.get(error.name) : undefined;
  return new Response(null, { status: status ?? 500 });
}
