import {
  type Appended,
  type Commit,
  type Companion,
  type CompanionStore,
  type History,
  type LoadOptions,
  type RequestOptions,
  type StoredCommit,
  type TransactionalStore,
} from '@eventsource/core';
import { append } from './append/append.js';
import { appendAll } from './append/append-all.js';
import { getItem } from './history/get-item.js';
import { newestFirst } from './history/newest-first.js';
import { oldestFirst } from './history/oldest-first.js';
import { commitsIn } from './history/seen-commit.js';
import { wholeCommit } from './history/whole-commit.js';
import { decode } from './item/decode.js';
import { checkStream } from './item/stream-key.js';
import type { DynamoDbOptions } from './options.js';
import { Requests } from './request/requests.js';
import type { WatchedClient } from './request/watched-client.js';

/**
 * Keeps streams in a DynamoDB table, one item per commit; a commit of more than 400 KB takes several.
 *
 * An append is one conditional PutItem: one write unit per started KB. An append to several streams, or of a commit that
 * takes several items, is one TransactWriteItems: two write units per started KB of each item, at most 100 items and 4 MB.
 * A load is one Query where snapshots are near enough, and one per MB of the stream where they are not. Every request ends
 * within `requestTimeout`, also when the socket hangs.
 *
 * @throws {InvalidTableNameError | AwsConfigurationError} when it is made without the name of a table, or for an
 * endpoint that is not a URL. A missing region shows only when the store is used.
 * @throws {TableNotFoundError | TableMismatchError | CredentialsError | AccessDeniedError} from each method, beside what
 * {@link TransactionalStore} says, when the table or the permission to use it is missing.
 * @throws {IncompleteCommitError} from reads, when an item of a commit is missing.
 * @throws {CommitRefusedError} from appends that are transactions, when DynamoDB refuses an item.
 * @example
 * const store = new DynamoDbStore({ table: 'orders', region: 'us-west-2' });
 */
export class DynamoDbStore implements TransactionalStore, CompanionStore {
  readonly #requests: Requests;

  /** @param shared the client of several stores, in place of one by itself. */
  constructor({ table, requestTimeout, ...connection }: DynamoDbOptions, shared?: WatchedClient) {
    this.#requests = new Requests(shared ?? connection, table, requestTimeout);
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
    const { Item } = await this.#requests.send('GetItem', getItem(this.#requests.table, stream, version), options);
    const [seen] = commitsIn(Item ? [decode(stream, Item)] : []);
    return seen?.extent.first === version ? wholeCommit(this.#requests, stream, seen, options) : undefined;
  }

  async append(commit: Commit, options: RequestOptions = {}): Promise<Appended> {
    checkStream(commit.stream);
    return append(this.#requests, commit, options);
  }

  /**
   * @throws {TransactionTooLargeError} when the commits do not fit into one transaction. Nothing was sent.
   * @throws {TransactionsUnsupportedError} when the server knows no transactions, as some emulators. Nothing is stored.
   */
  async appendAll(commits: readonly Commit[], options: RequestOptions = {}): Promise<readonly Appended[]> {
    for (const { stream } of commits) checkStream(stream);
    return appendAll(this.#requests, commits, options);
  }

  /**
   * One TransactWriteItems, which {@link DynamoDbCompanion}s take part in.
   *
   * @throws {TransactionTooLargeError} when commits and companions do not fit into one transaction. Nothing was sent.
   * @throws {TransactionsUnsupportedError} when a companion is not made for DynamoDB, or the server knows no
   * transactions.
   */
  async appendWith(
    commits: readonly Commit[],
    companions: readonly Companion[],
    options: RequestOptions = {},
  ): Promise<readonly Appended[]> {
    for (const { stream } of commits) checkStream(stream);
    return appendAll(this.#requests, commits, options, companions);
  }

  /** Closes the connections of the client that the store made; a client that was given stays open. */
  close(): void {
    this.#requests.close();
  }
}

async function* nothing(): AsyncGenerator<readonly StoredCommit[], void, undefined> {}
