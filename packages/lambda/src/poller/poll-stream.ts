import { randomUUID } from 'node:crypto';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { Consumer, Provided } from '@eventsource/core';
import { clientConfig } from '@eventsource/dynamodb';
import type { DependencyContainer } from 'tsyringe';
import { checkMilliseconds } from '../intake/milliseconds.js';
import { type IntakeOptions, openIntake } from '../intake/open-intake.js';
import { harmless, warn } from '../intake/stream-report.js';
import { MemoryShardLeases } from './memory-shard-leases.js';
import { NamedLeases } from './named-leases.js';
import { pollerName } from './poller-name.js';
import { Polling } from './polling.js';
import type { ShardLeases } from './shard-leases.js';
import { TableStream } from './table-stream.js';

export interface PollOptions extends IntakeOptions {
  /** The table whose stream is read. */
  readonly table: string;
  /** Ends the polling: work under way is abandoned, and the shards are given back. */
  readonly signal: AbortSignal;
  /** Other consumers besides the projections, such as publishers. */
  readonly consumers?: readonly Provided<Consumer>[] | undefined;
  /**
   * Lets one of several processes read a shard, and go on where another has stopped. Default: in memory, so that each
   * process works alone and begins with everything that the stream holds; consumers skip what they have taken.
   */
  readonly leases?: ShardLeases | undefined;
  /**
   * Pollers of one name share the shards, and go on where one of them has stopped; pollers of another name read all of
   * them, too. Default: made from the names of the consumers, so that pollers of other consumers never share, and a new
   * consumer gets everything that the stream still holds.
   */
  readonly name?: string | undefined;
  /**
   * Milliseconds after which another process may take over from one that was killed. It does so at its next look for
   * shards, up to `discovery` later. Default 10,000.
   */
  readonly leaseDuration?: number | undefined;
  /** Milliseconds between two reads of a shard that has nothing new. Default 500; DynamoDB allows five a second. */
  readonly interval?: number | undefined;
  /** Milliseconds between two looks for new shards. Default 10,000. */
  readonly discovery?: number | undefined;
  /** Your own client, which is not closed. Default: one for `region`, `endpoint` and `profile`. */
  readonly client?: DynamoDBStreamsClient | undefined;
  /** Default: that of the AWS environment variables and configuration files. */
  readonly region?: string | undefined;
  /** Default: `DYNAMODB_ENDPOINT` if it is set, else AWS. */
  readonly endpoint?: string | undefined;
  /** A profile of the AWS configuration files, for credentials and region. Default: `AWS_PROFILE`. */
  readonly profile?: string | undefined;
}

/** In milliseconds, for one request with all its tries. */
const REQUEST_TIMEOUT = 20_000;

/**
 * Drives consumers from the stream of a table without Lambda: in a container, or on your own machine with DynamoDB
 * Local. Each commit is delivered to the consumers at least once and in order per stream.
 *
 * @returns when the signal is aborted and all shards are given back.
 * @throws {InvalidConsumersError} when there are no consumers at all, or two have one name.
 * @throws {UnknownProjectionError} when one of the `projections` is not installed.
 * @throws {NotInstalledError} when nothing is installed in the container.
 * @throws {RangeError} when an option is out of range.
 * @throws {TableStreamNotFoundError} when the table has no stream at the start. Whatever fails later is reported and tried again.
 * @example
 * const stop = new AbortController();
 * process.once('SIGTERM', () => stop.abort());
 * await pollStream(container, { table: 'orders', leases, signal: stop.signal });
 */
export async function pollStream(container: DependencyContainer, options: PollOptions): Promise<void> {
  const { table, consumers, client: given, region, endpoint, profile, report: told = warn, ...rest } = options;
  const { signal, leases: shared = new MemoryShardLeases(), name, leaseDuration = 10_000, ...tuning } = rest;
  const { interval = 500, discovery = 10_000, ...delivery } = tuning;
  checkMilliseconds({ leaseDuration, interval, discovery });
  const report = harmless(told);
  const intake = openIntake(container, consumers, { report, ...delivery });
  const client = given ?? new DynamoDBStreamsClient(clientConfig({ region, endpoint, profile }, REQUEST_TIMEOUT));
  const stream = new TableStream(client, table, report);
  const leases = new NamedLeases(shared, name ?? pollerName(intake.consumers));
  const surroundings = { stream, intake, report, interval, leases, leaseDuration, discovery, owner: randomUUID() };
  try {
    await new Polling(surroundings, signal).run();
  } finally {
    if (!given) client.destroy();
  }
}
