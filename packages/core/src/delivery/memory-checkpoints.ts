import { CheckpointMovedError } from '../errors/delivery-errors.js';
import type { Checkpoint, Checkpoints, Move, Position, StoppedStream } from './checkpoints.js';
import type { ConsumeOptions } from './consumer.js';

/** What belongs to a move in memory. */
export interface MemoryTransaction {
  /** Notes a change, to be made at once and without fail when the move is made, and never when it is not. */
  change(make: () => void): void;
}

/**
 * Keeps checkpoints in memory, for tests and demonstrations. It is as strict as a database: whether a consumer is where its
 * move begins shows only when the work is done.
 *
 * @example
 * install(container, { aggregates: [Account], projections: [Balances], checkpoints: new MemoryCheckpoints() }, …);
 */
export class MemoryCheckpoints implements Checkpoints<MemoryTransaction> {
  readonly #consumers = new Map<string, Map<string, Checkpoint>>();

  async read(
    consumer: string,
    streams: readonly string[],
    { signal }: ConsumeOptions = {},
  ): Promise<ReadonlyMap<string, Checkpoint>> {
    signal?.throwIfAborted();
    const kept = this.#of(consumer);
    return new Map(
      streams.flatMap((stream) => {
        const checkpoint = kept.get(stream);
        return checkpoint ? [[stream, checkpoint] as const] : [];
      }),
    );
  }

  async move(
    { consumer, stream, from, to }: Move,
    work: (transaction: MemoryTransaction) => Promise<void>,
    { signal }: ConsumeOptions = {},
  ): Promise<void> {
    signal?.throwIfAborted();
    if (!(to > from)) throw new RangeError(`A move from version ${from} of stream "${stream}" to ${to} is none.`);
    const changes: (() => void)[] = [];
    await work({ change: (make) => void changes.push(make) });
    if (!this.#isAt({ consumer, stream, version: from })) throw new CheckpointMovedError(consumer, stream, from);
    for (const make of changes) make();
    this.#of(consumer).set(stream, { version: to, tries: 0, stopped: false });
  }

  async fail(position: Position): Promise<number> {
    if (!this.#isAt(position)) return 0;
    const tries = this.#triesAt(position) + 1;
    this.#set(position, tries, false);
    return tries;
  }

  async stop(position: Position): Promise<boolean> {
    const { version = 0 } = this.#of(position.consumer).get(position.stream) ?? {};
    if (version !== position.version) return false;
    this.#set(position, this.#triesAt(position), true);
    return true;
  }

  async resume(consumer: string, stream: string): Promise<void> {
    const checkpoint = this.#of(consumer).get(stream);
    if (checkpoint?.stopped) this.#set({ consumer, stream, version: checkpoint.version }, 0, false);
  }

  async *stopped(consumer: string): AsyncGenerator<StoppedStream, void, undefined> {
    for (const [stream, { version, tries, stopped }] of this.#of(consumer)) {
      if (stopped) yield { stream, version, tries };
    }
  }

  async reset(consumer: string, { signal }: ConsumeOptions = {}): Promise<number> {
    signal?.throwIfAborted();
    const { size } = this.#of(consumer);
    this.#consumers.delete(consumer);
    return size;
  }

  #isAt({ consumer, stream, version }: Position): boolean {
    const checkpoint = this.#of(consumer).get(stream);
    return (checkpoint?.version ?? 0) === version && !checkpoint?.stopped;
  }

  #triesAt({ consumer, stream }: Position): number {
    return this.#of(consumer).get(stream)?.tries ?? 0;
  }

  #set({ consumer, stream, version }: Position, tries: number, stopped: boolean): void {
    this.#of(consumer).set(stream, { version, tries, stopped });
  }

  #of(consumer: string): Map<string, Checkpoint> {
    const streams = this.#consumers.get(consumer) ?? new Map<string, Checkpoint>();
    this.#consumers.set(consumer, streams);
    return streams;
  }
}
