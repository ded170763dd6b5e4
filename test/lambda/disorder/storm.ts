import { type DeadLetter, type DeliveredCommit, MemoryStore } from '@eventsource/core';
import { type BatchResponse, type StreamHandler, streamHandler } from '@eventsource/lambda';
import { appendable } from '../../core/delivery/streams.js';
import { application, Disks } from '../../core/projections/application.js';
import { FaultyCheckpoints } from '../../core/projections/faulty.js';
import type { Random } from '../../faults/proxy/random.js';
import { batchOf, invocation } from '../events.js';
import { MortalCheckpoints } from './mortal-checkpoints.js';
import { type FlowingShard, Shards } from './shards.js';

export interface StormOptions {
  readonly streams: number;
  readonly events: number;
  /** Streams that hold an event which no one can read. */
  readonly broken: number;
}

/** A function, as long as it is kept: killed, it is made anew. */
interface Process {
  readonly handler: StreamHandler;
  readonly checkpoints: MortalCheckpoints;
}

/**
 * Commits are stored, and their stream calls functions for its shards, as an event source mapping does: with records that
 * repeat, come late, show parts or keys only, are of no event; with functions that are killed in mid-batch or run out of
 * time, on checkpoints that fail before and after they have moved.
 */
export class Storm {
  readonly stored: DeliveredCommit[] = [];
  readonly letters: DeadLetter[] = [];
  readonly disks: Disks;
  readonly checkpoints: FaultyCheckpoints;
  readonly counts = { events: 0, invocations: 0, killed: 0, retried: 0, repeated: 0, hints: 0, foreign: 0 };
  readonly shards: Shards;
  readonly #store = new MemoryStore();
  readonly #ends = new Map<string, number>();
  #processes = new Map<FlowingShard, Process>();
  #calm = false;

  constructor(
    private readonly random: Random,
    private readonly options: StormOptions,
  ) {
    this.checkpoints = new FaultyCheckpoints(this.#chance);
    this.disks = new Disks(this.#store, this.checkpoints);
    this.shards = new Shards(random);
  }

  /** Until all is stored, and all records are taken. */
  async run(): Promise<void> {
    while (this.counts.events < this.options.events) {
      for (let left = this.random.integer(1, 150); left > 0; left--) await this.#storeOne();
      if (this.#chance(6)) this.shards.split();
      for (let calls = 4; calls > 0; calls--) {
        await Promise.all(this.shards.readable.map((shard) => this.#invoke(shard)));
      }
    }
    this.#calm = true;
    while (this.shards.readable.length > 0) {
      await Promise.all(this.shards.readable.map((shard) => this.#invoke(shard)));
    }
  }

  /** The streams that hold what no one can read, with the version of that. */
  readonly broken = new Map<string, number>();

  async #storeOne(): Promise<void> {
    const stream = `account:${this.random.integer(1, this.options.streams)}`;
    const first = (this.#ends.get(stream) ?? 0) + 1;
    const length = this.random.integer(1, 4);
    const breaks = this.broken.size < this.options.broken && !this.broken.has(stream) && first > 3;
    if (breaks) this.broken.set(stream, first);
    const records = Array.from({ length }, (_, index) => this.#record(breaks && index === 0));
    const commit = { stream, first, records };
    await this.#store.append(appendable(commit));
    this.#ends.set(stream, first + length - 1);
    this.stored.push(commit);
    this.counts.events += length;
    this.#announce(commit);
  }

  #record(broken: boolean): Uint8Array {
    const [event, most] = this.#oneIn(3) ? ['withdrawn', 50] : ['deposited', 100];
    return Buffer.from(`{"t":"${broken ? 'unknown' : event}","d":{"amount":${this.random.integer(1, Number(most))}}}`);
  }

  #announce(commit: DeliveredCommit): void {
    const [record = {}] = batchOf([commit]).Records;
    const { NewImage: _, ...keys } = record.dynamodb ?? {};
    const isHint = this.#oneIn(10);
    this.shards.put(commit.stream, isHint ? { ...record, dynamodb: keys } : record);
    if (isHint) this.counts.hints++;
    if (!this.#oneIn(200)) return;
    this.counts.foreign++;
    this.shards.put(commit.stream, { eventName: 'INSERT', dynamodb: { Keys: { id: { S: 'x' } } } });
  }

  async #invoke(shard: FlowingShard): Promise<void> {
    if (shard.taken > 0 && this.#chance(15)) {
      shard.taken -= this.random.integer(1, Math.min(shard.taken, 50));
      this.counts.repeated++;
    }
    const batch = shard.records.slice(shard.taken, shard.taken + this.random.integer(1, 100));
    const process = this.#processFor(shard);
    this.counts.invocations++;
    const time = this.#chance(20) ? this.random.integer(0, 8) : 60_000;
    const response = await process.handler({ Records: batch }, invocation(time));
    if (process.checkpoints.killed) {
      this.#processes.delete(shard);
      this.counts.killed++;
    } else {
      shard.taken += this.#success(response, batch);
    }
  }

  /** How many of the batch are done with, by the rules of Lambda. */
  #success({ batchItemFailures }: BatchResponse, batch: FlowingShard['records']): number {
    const [failure, ...others] = batchItemFailures;
    if (!failure) return batch.length;
    const place = batch.findIndex(({ dynamodb }) => dynamodb?.SequenceNumber === failure.itemIdentifier);
    if (place === -1 || others.length > 0) throw new Error(`Lambda is told of ${JSON.stringify(batchItemFailures)}.`);
    this.counts.retried++;
    return place;
  }

  #processFor(shard: FlowingShard): Process {
    const life = this.#chance(3) ? this.random.integer(0, 100) : Infinity;
    const process = this.#processes.get(shard) ?? this.#process(new MortalCheckpoints(this.checkpoints, life));
    this.#processes.set(shard, process);
    if (this.#chance(20)) this.#processes.delete(shard);
    return process;
  }

  #process(checkpoints: MortalCheckpoints): Process {
    const deadLetters = { put: async (letter: DeadLetter) => void this.letters.push(letter) };
    const disks = new Disks(this.#store, checkpoints, this.disks.rows);
    const { app } = application(disks, { deadLetters, report: () => {} });
    return { handler: streamHandler(app, undefined, { report: () => {}, tries: 3 }), checkpoints };
  }

  #oneIn(times: number): boolean {
    return this.random.integer(1, times) === 1;
  }

  readonly #chance = (one: number): boolean => !this.#calm && this.#oneIn(one);
}
