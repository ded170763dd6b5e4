import { UnknownTableError } from '../errors/unknown-table-error.js';
import type { StreamHandler } from './batch-handler.js';
import type { BatchResponse } from './batch-response.js';
import type { InvocationContext } from './deadline.js';
import { rawRecordsIn, type StreamEvent } from './stream-event.js';

/**
 * One function for several tables: gives each batch to the handler of its table. All records of a batch are from one
 * table.
 *
 * @throws {UnknownTableError} from the handler, when a batch is from another table.
 * @throws {UnreadableRecordError} from the handler, when an event is not from a stream.
 * @example
 * export const handler = tableHandlers({ orders: streamHandler(orders), users: streamHandler(users) });
 */
export function tableHandlers(handlers: Readonly<Record<string, StreamHandler>>): StreamHandler {
  const byTable = new Map(Object.entries(handlers));
  return async (event: StreamEvent, context: InvocationContext): Promise<BatchResponse> => {
    const [first] = rawRecordsIn(event);
    if (!first) return { batchItemFailures: [] };
    const table = tableOf(first.eventSourceARN);
    const handler = table === undefined ? undefined : byTable.get(table);
    if (!handler) throw new UnknownTableError(table, first.eventSourceARN, [...byTable.keys()]);
    return handler(event, context);
  };
}

const tableOf = (arn = ''): string | undefined => /:table\/([^/]+)\/stream\//.exec(arn)?.[1];
