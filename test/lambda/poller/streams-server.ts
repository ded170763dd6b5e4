import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { LambdaRecord } from '@eventsource/lambda';

/** One shard of the table's stream. */
interface Shard {
  readonly id: string;
  /** Of its stream. */
  readonly arn: string;
  readonly parent: string | undefined;
  readonly records: LambdaRecord[];
  closed: boolean;
  /** So many of its first records are gone. */
  trimmed: number;
}

interface Request {
  readonly TableName?: string;
  readonly StreamArn?: string;
  readonly ExclusiveStartShardId?: string;
  readonly ShardId?: string;
  readonly ShardIteratorType?: string;
  readonly SequenceNumber?: string;
  readonly ShardIterator?: string;
}

const STREAM = '2026-01-02T03:04:05.006';

const arnOf = (stream: string) => `arn:aws:dynamodb:us-east-1:000000000000:table/events/stream/${stream}`;

/** How many shards one DescribeStream tells. */
const PAGE = 2;

/** Speaks the protocol of DynamoDB Streams on loopback, for shards that a test opens, fills, splits, closes and trims. */
export class StreamsServer {
  /** The shards that records were read from, with the first sequence number of each read that brought any. */
  readonly reads: string[] = [];
  /** That of the last request. */
  authorization: string | undefined;
  /** Streams that may not be read. */
  readonly forbidden = new Set<string>();
  /** How many records one GetRecords tells. */
  pageSize = 2;
  readonly #shards = new Map<string, Shard>();
  /** What the next requests of an operation are refused with. */
  readonly #refusals = new Map<string, string[]>();
  readonly #server = createServer(async (incoming, outgoing) => {
    const operation = String(incoming.headers['x-amz-target']).replace('DynamoDBStreams_20120810.', '');
    this.authorization = incoming.headers.authorization;
    const refusal = this.#refusals.get(operation)?.shift();
    const answer = refusal === undefined ? this.#answer(operation, await bodyOf(incoming)) : { __type: refusal };
    outgoing.writeHead('__type' in answer ? 400 : 200, { 'content-type': 'application/x-amz-json-1.0' });
    outgoing.end(JSON.stringify(answer));
  });

  async start(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new TypeError('A TCP server has a port.');
    return `http://127.0.0.1:${address.port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  /** @param stream when the stream began that it is of. */
  open(id: string, parent?: string, stream = STREAM): void {
    this.#shards.set(id, { id, arn: arnOf(stream), parent, records: [], closed: false, trimmed: 0 });
  }

  put(id: string, ...records: readonly LambdaRecord[]): void {
    this.#shard(id).records.push(...records);
  }

  close(...ids: readonly string[]): void {
    for (const id of ids) this.#shard(id).closed = true;
  }

  /** Drops the first records of a shard, as DynamoDB does after a day. */
  trim(id: string, count: number): void {
    this.#shard(id).trimmed = count;
  }

  /** Drops a shard, as DynamoDB does when all of it is trimmed. */
  drop(id: string): void {
    this.#shards.delete(id);
  }

  refuse(operation: string, ...names: readonly string[]): void {
    this.#refusals.set(operation, [...names]);
  }

  #answer(operation: string, request: Request): object {
    if (operation === 'ListStreams') return { Streams: request.TableName === 'events' ? this.#streams() : [] };
    if (this.forbidden.has(request.StreamArn?.split('/').at(-1) ?? '')) return { __type: 'AccessDeniedException' };
    if (operation === 'DescribeStream') return { StreamDescription: this.#description(request) };
    if (operation === 'GetShardIterator') return this.#iterator(request);
    return this.#records(request);
  }

  /** In the order in which they were opened. */
  #streams() {
    const arns = new Set([...this.#shards.values()].map(({ arn }) => arn));
    return [...(arns.size > 0 ? arns : [arnOf(STREAM)])].map((StreamArn) => ({ StreamArn }));
  }

  #description({ StreamArn, ExclusiveStartShardId: after }: Request) {
    const all = [...this.#shards.values()].filter(({ arn }) => arn === StreamArn);
    const from = all.findIndex(({ id }) => id === after) + 1;
    const Shards = all.slice(from, from + PAGE).map(({ id, parent }) => ({ ShardId: id, ParentShardId: parent }));
    const isMore = from + PAGE < all.length;
    return { Shards, ...(isMore && { LastEvaluatedShardId: Shards.at(-1)?.ShardId }) };
  }

  #iterator({ ShardId: id = '', ShardIteratorType: type, SequenceNumber: after }: Request) {
    const { records, trimmed } = this.#shard(id);
    if (type === 'TRIM_HORIZON') return { ShardIterator: `${id} ${trimmed}` };
    const at = records.findIndex(({ dynamodb }) => dynamodb?.SequenceNumber === after) + 1;
    return at < trimmed ? { __type: 'TrimmedDataAccessException' } : { ShardIterator: `${id} ${at}` };
  }

  #records({ ShardIterator: iterator = '' }: Request) {
    const [id = '', at] = iterator.split(' ');
    const { records, closed, trimmed } = this.#shard(id);
    if (Number(at) < trimmed) return { __type: 'TrimmedDataAccessException' };
    const Records = records.slice(Number(at), Number(at) + this.pageSize);
    if (Records[0]) this.reads.push(`${id} ${Records[0].dynamodb?.SequenceNumber}`);
    const next = Number(at) + Records.length;
    const isAtEnd = closed && next === records.length;
    return { Records, ...(!isAtEnd && { NextShardIterator: `${id} ${next}` }) };
  }

  #shard(id: string): Shard {
    const shard = this.#shards.get(id);
    if (!shard) throw new Error(`There is no shard "${id}".`);
    return shard;
  }
}

async function bodyOf(message: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString());
}
