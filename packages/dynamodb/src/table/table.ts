import type { ServiceInputTypes, ServiceOutputTypes, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { RequestOptions } from '@eventsource/core';
import { isConflict } from '../append/refusal.js';
import type { TableKind } from '../definition/table-kind.js';
import { withSettings } from '../definition/table-settings.js';
import { WriteUnansweredError } from '../errors/write-unanswered-error.js';
import type { DynamoDbOptions } from '../options.js';
import type { Command } from '../request/command.js';
import { requestError } from '../request/request-error.js';
import { Requests } from '../request/requests.js';
import { faultOf } from '../request/try-outcome.js';
import type { TableWaitOptions } from './await-table.js';
import { conflictPauses } from './conflict-pauses.js';
import type { CreateTableOptions } from './create-table-options.js';
import { dropTable } from './drop-table.js';
import { enableExpiry } from './enable-expiry.js';
import { ensureTable } from './ensure-table.js';
import { transactWrites } from './transact-writes.js';
import { chargeOf } from './write-charge.js';

/**
 * A table other than those of events, for packages that keep their own. Its requests are like those of the store: each
 * ends within its timeout, is watched try by try, is reported to `onRequest`, and fails with the same typed errors.
 *
 * @throws {InvalidTableNameError} when it is made without the name of a table.
 * @throws {AwsConfigurationError | TableNotFoundError | TableMismatchError | CredentialsError | AccessDeniedError |
 * StoreUnavailableError | ThrottledError} from each method.
 * @example
 * const table = new Table({ table: 'reservations' }, RESERVATIONS);
 * const answer = await table.write('PutItem', new PutItemCommand({ … , ReturnConsumedCapacity: 'TOTAL' }));
 */
export class Table {
  readonly #requests: Requests;

  constructor({ table, requestTimeout, ...connection }: DynamoDbOptions, kind: TableKind) {
    this.#requests = new Requests(connection, table, requestTimeout, kind);
  }

  get name(): string {
    return this.#requests.table;
  }

  /** @param operation as DynamoDB calls it: `'GetItem'`. */
  read<I extends ServiceInputTypes, O extends ServiceOutputTypes>(
    operation: string,
    command: Command<I, O>,
    options: RequestOptions = {},
  ): Promise<O> {
    return this.#requests.send(operation, command, options);
  }

  /**
   * Writes an item. One that another transaction is writing at the time is tried again.
   *
   * @returns undefined when the condition of the command refused it: nothing was written.
   * @throws {WriteUnansweredError} when it may or may not be applied. After any other error it is not, and never will
   * be.
   */
  async write<I extends ServiceInputTypes, O extends ServiceOutputTypes>(
    operation: string,
    command: Command<I, O>,
    options: RequestOptions = {},
  ): Promise<O | undefined> {
    const pauses = conflictPauses(options.signal);
    for (;;) {
      const outcome = await this.#requests.try(operation, command, { ...options, charge: chargeOf(command.input) });
      if ('answer' in outcome) return outcome.answer;
      const { error, doubtful } = outcome.failure;
      if (faultOf(error).name === 'ConditionalCheckFailedException') return undefined;
      const cause = requestError(outcome.failure);
      if (doubtful) throw new WriteUnansweredError(this.name, operation, { cause });
      if (!isConflict(error) || (await pauses.next()).done) throw cause;
    }
  }

  /**
   * Makes all of the writes or none, to this table and to others of the region and account. Writes that meet another
   * transaction are tried again.
   *
   * @returns undefined when they are made; otherwise the indices of the writes whose conditions refused them.
   * @throws {TransactionTooLargeError} when they do not fit into one transaction. Nothing was sent.
   * @throws {TransactionRefusedError} when they can never be made: two are about one item, or one is invalid.
   * @throws {TransactionsUnsupportedError} when the server knows no transactions, like dynalite.
   * @throws {WriteUnansweredError} when they may or may not be made.
   */
  transact(writes: readonly TransactWriteItem[], options: RequestOptions = {}): Promise<readonly number[] | undefined> {
    return transactWrites(this.#requests, writes, options);
  }

  /**
   * Creates it as its kind and the settings say, and waits until it is usable. One that exists with the right key stays,
   * with its items.
   */
  async create(creation: CreateTableOptions = {}): Promise<'created' | 'existed'> {
    const { definition, expiry } = this.#requests.kind;
    const outcome = await ensureTable(this.#requests, withSettings(definition(this.name), creation), creation);
    if (expiry !== undefined) await enableExpiry(this.#requests, expiry, creation);
    return outcome;
  }

  /** Deletes it with all its items, and waits until it is gone. */
  delete(wait: TableWaitOptions = {}): Promise<'deleted' | 'absent'> {
    return dropTable(this.#requests, wait);
  }

  /** Closes the connections of a client made here; one that was given stays open. */
  close(): void {
    this.#requests.close();
  }
}
