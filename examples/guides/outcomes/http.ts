import type { Dispatcher } from '@eventsource/core';
import { failed } from './answers.js';
import { reservationIn } from './reservation.js';

/** `POST /reservations`, as a handler of whatever speaks `Request` and `Response`. */
export const reserve =
  (dispatcher: Dispatcher) =>
  async (request: Request): Promise<Response> => {
    const etag = request.headers.get('If-Match');
    try {
      const { version } = await dispatcher.dispatch(reservationIn(await request.text()), {
        id: request.headers.get('Idempotency-Key') ?? undefined,
        expectedVersion: etag === null ? undefined : Number(etag.replaceAll('"', '')),
        signal: request.signal,
      });
      return new Response(null, { status: 204, headers: { ETag: `"${version}"` } });
    } catch (error) {
      return failed(error);
    }
  };
