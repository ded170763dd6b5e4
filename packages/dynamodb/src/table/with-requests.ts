import type { TableKind } from '../definition/table-kind.js';
import type { DynamoDbOptions } from '../options.js';
import { Requests } from '../request/requests.js';

/** Runs with requests about the table of the options, and closes the client if one was made for them. */
export async function withRequests<T>(
  options: DynamoDbOptions,
  kind: TableKind,
  run: (requests: Requests) => Promise<T>,
): Promise<T> {
  const { table, requestTimeout, ...connection } = options;
  const requests = new Requests(connection, table, requestTimeout, kind);
  try {
    return await run(requests);
  } finally {
    requests.close();
  }
}
