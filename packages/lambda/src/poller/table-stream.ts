import {
  type _Record,
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type GetShardIteratorCommandInput,
  ListStreamsCommand,
} from '@aws-sdk/client-dynamodb-streams';
import { type ItemChange, newsOf, type StreamNews } from '@eventsource/dynamodb';
import { TableStreamNotFoundError } from '../errors/table-stream-not-found-error.js';
import type { ArrivedRecord } from '../intake/arrived-record.js';
import type { StreamReporter } from '../intake/stream-report.js';
import { hintIn } from './hint.js';

/** A shard of a stream of the table. */
export interface Shard {
  /** Unique: the stream's ARN and the shard's id. */
  readonly name: string;
  readonly arn: string;
  readonly id: string;
  /** The name of the one that has to be read before; it need not be there any more. */
  readonly parent: string | undefined;
}

/** What one read of a shard yields. */
export interface ShardPage {
  readonly records: readonly ArrivedRecord[];
  /** Undefined at the shard's end. */
  readonly next: string | undefined;
}

/**
 * The streams of one table: that which is enabled, and earlier ones, which DynamoDB keeps for 24 hours. Those may be of a
 * table that had the same name and was deleted: their records are hints.
 */
export class TableStream {
  /** The ARN of the newest stream, which DescribeTable would call the latest. */
  #newest: string | undefined;
  /** Earlier streams that could not be read, so that each is reported once. */
  readonly #unread = new Set<string>();

  constructor(
    private readonly client: DynamoDBStreamsClient,
    private readonly table: string,
    private readonly report: StreamReporter,
  ) {}

  /**
   * Those of earlier streams are left out where these cannot be read: a policy may name the newest stream only.
   *
   * @throws {TableStreamNotFoundError} when there is none.
   */
  async shards(abortSignal: AbortSignal): Promise<Shard[]> {
    const arns = await this.#arns(abortSignal);
    if (arns.length === 0) throw new TableStreamNotFoundError(this.table);
    // They differ in the time at their end only.
    this.#newest = [...arns].sort().at(-1);
    const shards: Shard[] = [];
    for (const arn of arns) {
      const unread = (error: unknown) => this.#passOver(arn, error, abortSignal);
      shards.push(...(await this.#shardsOf(arn, abortSignal).catch(unread)));
    }
    return shards;
  }

  /** @param after the last record that was read; without it, from the oldest that is kept. */
  async iterator({ arn, id }: Shard, after: string | undefined, abortSignal: AbortSignal): Promise<string | undefined> {
    const place: Pick<GetShardIteratorCommandInput, 'ShardIteratorType' | 'SequenceNumber'> =
      after === undefined
        ? { ShardIteratorType: 'TRIM_HORIZON' }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after };
    const command = new GetShardIteratorCommand({ StreamArn: arn, ShardId: id, ...place });
    return (await this.client.send(command, { abortSignal })).ShardIterator;
  }

  async page({ arn }: Shard, iterator: string, abortSignal: AbortSignal): Promise<ShardPage> {
    const command = new GetRecordsCommand({ ShardIterator: iterator });
    const { Records = [], NextShardIterator } = await this.client.send(command, { abortSignal });
    const meaning = arn === this.#newest ? newsOf : (change: ItemChange) => hintIn(newsOf(change));
    return { records: Records.map((raw) => arrived(raw, meaning)), next: NextShardIterator };
  }

  #passOver(arn: string, error: unknown, { aborted }: AbortSignal): [] {
    if (arn === this.#newest || aborted) throw error;
    if (!this.#unread.has(arn)) this.report({ kind: 'poll-failed', shard: arn, error });
    this.#unread.add(arn);
    return [];
  }

  async #arns(abortSignal: AbortSignal): Promise<string[]> {
    const arns: string[] = [];
    for (let start: string | undefined; ; ) {
      const command = new ListStreamsCommand({ TableName: this.table, ExclusiveStartStreamArn: start });
      const { Streams = [], LastEvaluatedStreamArn } = await this.client.send(command, { abortSignal });
      arns.push(...Streams.flatMap(({ StreamArn }) => StreamArn ?? []));
      if (LastEvaluatedStreamArn === undefined) return arns;
      start = LastEvaluatedStreamArn;
    }
  }

  async #shardsOf(arn: string, abortSignal: AbortSignal): Promise<Shard[]> {
    const shards: Shard[] = [];
    for (let start: string | undefined; ; ) {
      const command = new DescribeStreamCommand({ StreamArn: arn, ExclusiveStartShardId: start });
      const { StreamDescription } = await this.client.send(command, { abortSignal });
      for (const { ShardId, ParentShardId } of StreamDescription?.Shards ?? []) {
        if (ShardId !== undefined)
          shards.push({
            name: `${arn}/${ShardId}`,
            arn,
            id: ShardId,
            parent: ParentShardId && `${arn}/${ParentShardId}`,
          });
      }
      start = StreamDescription?.LastEvaluatedShardId;
      if (start === undefined) return shards;
    }
  }
}

const arrived = (raw: _Record, meaning: (change: ItemChange) => StreamNews): ArrivedRecord => {
  const { eventName, dynamodb } = raw;
  const { Keys: keys, NewImage: newImage, OldImage: oldImage, SequenceNumber: sequenceNumber } = dynamodb ?? {};
  return { sequenceNumber, news: meaning({ eventName, keys, newImage, oldImage }), raw };
};
