import { type DeliveredCommit, MemoryStore } from '@eventsource/core';
import type { LambdaRecord } from '@eventsource/lambda';
import { type PollOptions, pollStream } from '@eventsource/lambda/poller';
import { NoteTaker } from '../../core/delivery/note-taker.js';
import { commitsOf } from '../../core/delivery/streams.js';
import { insertOf } from '../events.js';
import { notes } from '../handler/application.js';
import { StreamsServer } from './streams-server.js';

/** The lease of a shard that these pollers hold. */
export const leaseOf = (poller: string, shard: string) =>
  `${poller} arn:aws:dynamodb:us-east-1:000000000000:table/events/stream/2026-01-02T03:04:05.006/${shard}`;

/** The pollers of one test, and the stream that they read. */
export class Pollers {
  readonly server = new StreamsServer();
  readonly stop = new AbortController();
  readonly running: Promise<unknown>[] = [];
  #endpoint = '';
  #sequence = 100;

  static async start(): Promise<Pollers> {
    const pollers = new Pollers();
    pollers.#endpoint = await pollers.server.start();
    return pollers;
  }

  /** Stops those that are still running. */
  async end(): Promise<void> {
    this.stop.abort();
    await Promise.all(this.running);
    await this.server.stop();
  }

  /** Such that a test need not wait. */
  get options() {
    return { table: 'events', endpoint: this.#endpoint, interval: 5, discovery: 20, signal: this.stop.signal };
  }

  /** Polls with a consumer that takes notes, until the test is over or the signal is aborted. */
  poll(options: Partial<PollOptions> = {}, consumer = new NoteTaker(), store = new MemoryStore()) {
    const { app, ...told } = notes(store);
    const report: PollOptions['report'] = (report) => told.reports.push(report);
    const polling = pollStream(app, { ...this.options, report, consumers: [consumer], ...options });
    this.running.push(polling.catch(() => {}));
    return { ...told, consumer, polling };
  }

  /** Puts commits into a shard. */
  put(shard: string, ...commits: readonly DeliveredCommit[]): void {
    this.server.put(shard, ...commits.map((commit) => insertOf(commit, this.#sequence++)));
  }

  /** Puts four commits of a stream into shards, by turns. */
  fill(stream: string, ...shards: readonly string[]): void {
    const commits = commitsOf(stream, [1, 1, 1, 1]);
    for (const [index, commit] of commits.entries()) {
      this.put(shards[Math.floor((index * shards.length) / commits.length)] ?? '', commit);
    }
  }

  /** Tells in a shard that the first item of a stream was deleted. */
  remove(shard: string, stream: string): void {
    const record: LambdaRecord = {
      eventName: 'REMOVE',
      dynamodb: { Keys: { key: { S: stream }, partition: { N: '1' } }, SequenceNumber: String(this.#sequence++) },
    };
    this.server.put(shard, record);
  }
}
