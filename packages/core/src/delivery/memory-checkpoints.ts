import { CheckpointMovedError } from '../errors/delivery-errors.js';
import type { Checkpoint, Checkpoints, Move, Position, StoppedStream } from './checkpoints.js';
import type { ConsumeOptions } from './consumer.js';

/** The transaction of a move in memory. */
export interface MemoryTransaction {
  /** Records a change, which must not fail. It is made together with the move, or never if the move is not made. */
  change(make: () => void): void;
}

type Place = Omit<Position, 'version'>;

interface Kept {
  readonly version: number;
  readonly tries: number;
  readonly mark: 'none' | 'stopped' | 'resumed';
}

/**
 * Keeps checkpoints in memory, for tests and demonstrations. It is as strict as a database: whether the consumer is
 * still where its move begins is checked only after the work is done.
 *
 * @example
 * install(container, { aggregates: [Account], projections: [Balances], checkpoints: new MemoryCheckpoints() }, …);
 */
export class MemoryCheckpoints implements Checkpoints<MemoryTransaction> {
  readonly #consumers = new Map<string, Map<string, Kept>>();

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
        return checkpoint ? [[stream, checkpointOf(checkpoint)] as const] : [];
      }),
    );
  }

  async move(
    { consumer, stream, from, to }: Move,
    work: (transaction: MemoryTransaction) => Promise<void>,
    { signal }: ConsumeOptions = {},
  ): Promise<void> {
    signal?.throwIfAborted();
    if (!(to > from)) {
      throw new RangeError(
        `Consumer "${consumer}" cannot move from version ${from} of stream "${stream}" to version ${to}: a move leads to a higher version.`,
      );
    }
    const changes: (() => void)[] = [];
    await work({ change: (make) => void changes.push(make) });
    if (!this.#isAt({ consumer, stream, version: from })) throw new CheckpointMovedError(consumer, stream, from);
    for (const make of changes) make();
    this.#set({ consumer, stream }, { ...this.#at({ consumer, stream }), version: to, tries: 0 });
  }

  async fail(position: Position): Promise<number> {
    if (!this.#isAt(position)) return 0;
    const kept = this.#at(position);
    const tries = kept.tries + 1;
    this.#set(position, { ...kept, tries });
    return tries;
  }

  async stop(position: Position): Promise<boolean> {
    const kept = this.#at(position);
    if (kept.version !== position.version) return false;
    this.#set(position, { ...kept, mark: 'stopped' });
    return true;
  }

  async resume(consumer: string, stream: string): Promise<void> {
    const kept = this.#at({ consumer, stream });
    if (kept.mark === 'stopped') this.#set({ consumer, stream }, { ...kept, tries: 0, mark: 'resumed' });
  }

  async settle(consumer: string, stream: string): Promise<void> {
    const kept = this.#at({ consumer, stream });
    if (kept.mark === 'resumed') this.#set({ consumer, stream }, { ...kept, mark: 'none' });
  }

  async *stopped(consumer: string): AsyncGenerator<StoppedStream, void, undefined> {
    for (const [stream, { version, tries, mark }] of this.#of(consumer)) {
      if (mark !== 'none') yield { stream, version, tries, resumed: mark === 'resumed' };
    }
  }

  async reset(consumer: string, { signal }: ConsumeOptions = {}): Promise<number> {
    signal?.throwIfAborted();
    const { size } = this.#of(consumer);
    this.#consumers.delete(consumer);
    return size;
  }

  #isAt(position: Position): boolean {
    const { version, mark } = this.#at(position);
    return version === position.version && mark !== 'stopped';
  }

  #at({ consumer, stream }: Place): Kept {
    return this.#of(consumer).get(stream) ?? { version: 0, tries: 0, mark: 'none' };
  }

  #set({ consumer, stream }: Place, kept: Kept): void {
    this.#of(consumer).set(stream, kept);
  }

  #of(consumer: string): Map<string, Kept> {
    const streams = this.#consumers.get(consumer) ?? new Map<string, Kept>();
    this.#consumers.set(consumer, streams);
    return streams;
  }
}

const checkpointOf = ({ version, tries, mark }: Kept): Checkpoint => ({ version, tries, stopped: mark === 'stopped' });
