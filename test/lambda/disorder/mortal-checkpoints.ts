import type { Checkpoints, ConsumeOptions, MemoryTransaction, Move, Position, StoppedStream } from '@eventsource/core';

/** The checkpoints as one process sees them, which is killed at some change: from then on it changes nothing. */
export class MortalCheckpoints implements Checkpoints<MemoryTransaction> {
  killed = false;

  /** @param life how many changes it makes. */
  constructor(
    private readonly inner: Checkpoints<MemoryTransaction>,
    private life: number,
  ) {}

  async read(consumer: string, streams: readonly string[], options?: ConsumeOptions) {
    this.#live(0);
    return this.inner.read(consumer, streams, options);
  }

  async move(move: Move, work: (transaction: MemoryTransaction) => Promise<void>, options?: ConsumeOptions) {
    this.#live(1);
    const alive = async (transaction: MemoryTransaction) => {
      await work(transaction);
      this.#live(0);
    };
    await this.inner.move(move, alive, options);
  }

  async fail(position: Position): Promise<number> {
    this.#live(1);
    return this.inner.fail(position);
  }

  async stop(position: Position): Promise<boolean> {
    this.#live(1);
    return this.inner.stop(position);
  }

  resume(consumer: string, stream: string): Promise<void> {
    return this.inner.resume(consumer, stream);
  }

  settle(consumer: string, stream: string): Promise<void> {
    return this.inner.settle(consumer, stream);
  }

  stopped(consumer: string): AsyncIterable<StoppedStream> {
    return this.inner.stopped(consumer);
  }

  reset(consumer: string): Promise<number> {
    return this.inner.reset(consumer);
  }

  #live(changes: number): void {
    this.life -= changes;
    this.killed ||= this.life < 0;
    if (this.killed) throw new Error('This process was killed.');
  }
}
