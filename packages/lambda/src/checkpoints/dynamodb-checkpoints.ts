import {
  type AttributeValue,
  QueryCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import {
  type Checkpoint,
  CheckpointMovedError,
  type Checkpoints,
  type ConsumeOptions,
  type Move,
  type Position,
  type StoppedStream,
} from '@eventsource/core';
import { type DynamoDbOptions, Table, WriteUnansweredError } from '@eventsource/dynamodb';
import { CHECKPOINTS } from './checkpoint-table.js';
import { failUpdate, moveUpdate, resumeUpdate, settleUpdate, stopUpdate } from './checkpoint-updates.js';
import { CollectedWrites, type DynamoDbTransaction } from './dynamodb-transaction.js';
import { RESUMED, STOPPED, STOPPED_INDEX, STREAM, TRIES } from './format.js';
import { checkpointIn, readCheckpoints } from './read-checkpoints.js';
import { resetCheckpoints } from './reset-checkpoints.js';
import { writeTogether } from './write-together.js';

/**
 * Keeps checkpoints in a DynamoDB table, one item for each consumer and stream. Positions are versions of one table of
 * events: when that table is deleted and created again, this one has to be, too.
 *
 * A move is one conditional write of one unit; with writes to read models, which may lie in any table of the region and
 * account, one transaction. Positions are read by the hundred, consistently: one read unit a stream.
 *
 * @throws {TableNotFoundError | TableMismatchError | CredentialsError | AccessDeniedError | StoreUnavailableError |
 * ThrottledError} from each method, beside what {@link Checkpoints} says, when nothing was changed.
 * @throws {WriteUnansweredError} from `fail`, `stop`, `resume`, `settle` and `reset`, when the change may or may not be made. From
 * `move` it is the `cause` of a `CheckpointMovedError`.
 * @example
 * const checkpoints = new DynamoDbCheckpoints({ table: 'checkpoints', region: 'us-west-2' });
 */
export class DynamoDbCheckpoints implements Checkpoints<DynamoDbTransaction> {
  readonly #table: Table;

  constructor(options: DynamoDbOptions) {
    this.#table = new Table(options, CHECKPOINTS);
  }

  async read(
    consumer: string,
    streams: readonly string[],
    options: ConsumeOptions = {},
  ): Promise<ReadonlyMap<string, Checkpoint>> {
    options.signal?.throwIfAborted();
    return readCheckpoints(this.#table, consumer, streams, options);
  }

  /**
   * @throws {ReadModelRefusedError} when DynamoDB refuses what the work writes.
   * @throws {TransactionTooLargeError} when it writes too much for one transaction.
   */
  async move(
    move: Move,
    work: (transaction: DynamoDbTransaction) => Promise<void>,
    options: ConsumeOptions = {},
  ): Promise<void> {
    options.signal?.throwIfAborted();
    const { consumer, stream, from, to } = move;
    if (!(to > from))
      throw new RangeError(
        `Consumer "${consumer}" cannot move from version ${from} of stream "${stream}" to version ${to}: a move leads to a higher version.`,
      );
    const writes = new CollectedWrites();
    await work(writes);
    const update = moveUpdate(this.#table.name, move);
    try {
      if (writes.list.length > 0) return await writeTogether(this.#table, move, update, writes, options);
      if (!(await this.#update(update, options))) throw new CheckpointMovedError(consumer, stream, from);
    } catch (cause) {
      // It may have moved: only its position tells, which is read after this error.
      throw cause instanceof WriteUnansweredError ? new CheckpointMovedError(consumer, stream, from, { cause }) : cause;
    }
  }

  async fail(position: Position, options: ConsumeOptions = {}): Promise<number> {
    const counted = await this.#update(failUpdate(this.#table.name, position), options);
    return Number(counted?.Attributes?.[TRIES]?.N ?? 0);
  }

  async stop(position: Position, options: ConsumeOptions = {}): Promise<boolean> {
    return (await this.#update(stopUpdate(this.#table.name, position), options)) !== undefined;
  }

  async resume(consumer: string, stream: string, options: ConsumeOptions = {}): Promise<void> {
    await this.#update(resumeUpdate(this.#table.name, consumer, stream), options);
  }

  async settle(consumer: string, stream: string, options: ConsumeOptions = {}): Promise<void> {
    await this.#update(settleUpdate(this.#table.name, consumer, stream), options);
  }

  /** Reads an index, which is some milliseconds behind the table. */
  async *stopped(consumer: string, options: ConsumeOptions = {}): AsyncGenerator<StoppedStream, void, undefined> {
    for (let start: Record<string, AttributeValue> | undefined; ; ) {
      const { Items = [], LastEvaluatedKey } = await this.#table.read(
        'Query',
        new QueryCommand({
          TableName: this.#table.name,
          IndexName: STOPPED_INDEX,
          KeyConditionExpression: '#stopped = :consumer',
          ExpressionAttributeNames: { '#stopped': STOPPED },
          ExpressionAttributeValues: { ':consumer': { S: consumer } },
          ExclusiveStartKey: start,
          ReturnConsumedCapacity: 'TOTAL',
        }),
        options,
      );
      for (const item of Items) {
        const { version, tries } = checkpointIn(item);
        yield { stream: item[STREAM]?.S ?? '', version, tries, resumed: RESUMED in item };
      }
      if (!LastEvaluatedKey) return;
      start = LastEvaluatedKey;
    }
  }

  /**
   * Scans the whole table, whatever it holds, for one read unit per 4 KB, and deletes for one write unit a position, two where
   * its stream is stopped. With a million positions of 100 bytes that is 25,000 read units and up to a million write units.
   *
   * It needs the permissions `dynamodb:Scan` and `dynamodb:BatchWriteItem`. Deliveries do not: allow them only to whoever
   * operates the table.
   */
  async reset(consumer: string, options: ConsumeOptions = {}): Promise<number> {
    options.signal?.throwIfAborted();
    return resetCheckpoints(this.#table, consumer, options);
  }

  /** Closes the connections of the client that was made here; one that was given stays open. */
  close(): void {
    this.#table.close();
  }

  #update(update: UpdateItemCommandInput, options: ConsumeOptions) {
    return this.#table.write(
      'UpdateItem',
      new UpdateItemCommand({ ...update, ReturnConsumedCapacity: 'TOTAL' }),
      options,
    );
  }
}
