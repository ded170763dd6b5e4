import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import {
  type Appended,
  type Commit,
  type History,
  type LoadOptions,
  type RequestOptions,
  type Store,
  type StoredCommit,
} from '@eventsource/core';
import { append } from './append/append.js';
import { newestFirst } from './history/newest-first.js';
import { oldestFirst } from './history/oldest-first.js';
import { decode } from './item/decode.js';
import { KEY, PARTITION } from './item/format.js';
import { checkStream } from './item/stream-key.js';
import type { DynamoDbOptions } from './options.js';
import { Requests } from './request/requests.js';

/**
 * Keeps streams in a DynamoDB table, one item per commit.
 *
 * An append is one conditional PutItem: one write unit per started KB. A load is one Query where snapshots are near
 * enough, and one per MB of the stream where they are not. Every request ends within `requestTimeout`, also when the socket
 * hangs.
 *
 * @throws {TableNotFoundError | TableMismatchError | CredentialsError | AccessDeniedError} from each method, beside what
 * {@link Store} says, when the table or the permission to use it is missing.
 * @example
 * const store = new DynamoDbStore({ table: 'orders', region: 'us-west-2' });
 */
export class DynamoDbStore implements Store {
  readonly #requests: Requests;

  constructor({ table, requestTimeout, ...connection }: DynamoDbOptions) {
    this.#requests = new Requests(connection, table, requestTimeout);
  }

  async load(
    stream: string,
    { snapshots, after = 0, upTo = Infinity, ...options }: LoadOptions = {},
  ): Promise<History> {
    checkStream(stream);
    if (upTo < 1 || after >= upTo) return { pages: nothing() };
    if (snapshots) return newestFirst(this.#requests, { stream, upTo, snapshots }, options);
    // The Go library's first item is at partition 0.
    const from = after === 0 ? 0 : after + 1;
    const to = upTo === Infinity ? undefined : upTo;
    return { pages: await oldestFirst(this.#requests, { stream, from, to, after, upTo }, options) };
  }

  async read(stream: string, version: number, options: RequestOptions = {}): Promise<StoredCommit | undefined> {
    checkStream(stream);
    const command = new GetItemCommand({
      TableName: this.#requests.table,
      Key: { [KEY]: { S: stream }, [PARTITION]: { N: String(version) } },
      ConsistentRead: true,
      ReturnConsumedCapacity: 'TOTAL',
    });
    const { Item } = await this.#requests.send('GetItem', command, options);
    const commit = Item && decode(stream, Item).commit;
    return commit?.first === version ? commit : undefined;
  }

  async append(commit: Commit, options: RequestOptions = {}): Promise<Appended> {
    checkStream(commit.stream);
    return append(this.#requests, commit, options);
  }

  /** Closes the connections of the client that the store made; a client that was given stays open. */
  close(): void {
    this.#requests.close();
  }
}

async function* nothing(): AsyncGenerator<readonly StoredCommit[], void, undefined> {}
