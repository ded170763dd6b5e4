import type { LambdaRecord } from '@eventsource/lambda';
import type { Random } from '../../faults/proxy/random.js';
import { commitHash } from './commit-hash.js';

/** A shard on the way to a function. */
export interface FlowingShard {
  readonly parent: FlowingShard | undefined;
  readonly records: LambdaRecord[];
  /** So many of its records are taken. */
  taken: number;
  closed: boolean;
}

/** How late a record may be behind those of other items. */
const LATENESS = 6;

/** The shards of a stream: each splits in two now and then. Records of an item are in order, those of different items need not be. */
export class Shards {
  readonly all: FlowingShard[] = [];
  splits = 0;
  #sequence = 1;
  #open: [FlowingShard, ...FlowingShard[]];

  constructor(private readonly random: Random) {
    this.#open = [this.#shard(undefined)];
  }

  put(stream: string, record: LambdaRecord): void {
    const shard = this.#open[commitHash(stream) % this.#open.length] ?? this.#open[0];
    const late = Math.min(this.random.integer(0, LATENESS), shard.records.length - shard.taken);
    shard.records.splice(shard.records.length - late, 0, record);
    for (const [index, each] of shard.records.entries()) {
      if (index >= shard.taken) shard.records[index] = numbered(each, this.#sequence++);
    }
  }

  split(): void {
    const index = this.random.integer(0, this.#open.length - 1);
    const parent = this.#open[index] ?? this.#open[0];
    parent.closed = true;
    this.#open.splice(index, 1, this.#shard(parent), this.#shard(parent));
    this.splits++;
  }

  /** Those that a function may be called for: their parents are read. */
  get readable(): readonly FlowingShard[] {
    return this.all.filter(({ parent, records, taken }) => taken < records.length && (!parent || isRead(parent)));
  }

  #shard(parent: FlowingShard | undefined): FlowingShard {
    const shard = { parent, records: [], taken: 0, closed: false };
    this.all.push(shard);
    return shard;
  }
}

const isRead = ({ parent, records, taken, closed }: FlowingShard): boolean =>
  closed && taken === records.length && (!parent || isRead(parent));

const numbered = (record: LambdaRecord, sequence: number): LambdaRecord => ({
  ...record,
  dynamodb: { ...record.dynamodb, SequenceNumber: String(sequence) },
});
