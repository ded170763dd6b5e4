import type { DeliveredCommit } from '@eventsource/core';
import { Batch } from './batch.js';
import { order } from './order.js';

/** What comes from one of the sequences. */
class Sequence {
  #batch: readonly DeliveredCommit[] = [];
  #index = 0;

  constructor(private readonly batches: AsyncIterator<readonly DeliveredCommit[]>) {}

  /** Undefined at the end. */
  get head(): DeliveredCommit | undefined {
    return this.#batch[this.#index];
  }

  /** @returns whether the next one has to be waited for, by `fill`. */
  advance(): boolean {
    this.#index++;
    return this.#index >= this.#batch.length;
  }

  async fill(): Promise<void> {
    this.#index = 0;
    do {
      const next = await this.batches.next();
      this.#batch = next.done ? [] : next.value;
      if (next.done) return;
    } while (this.#batch.length === 0);
  }

  async close(): Promise<void> {
    await this.batches.return?.();
  }
}

/** One sequence in order, out of several that are. It holds one batch of each. @throws the signal's reason. */
export async function* merged(
  sorted: readonly AsyncIterable<readonly DeliveredCommit[]>[],
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly DeliveredCommit[], void, undefined> {
  const sequences = sorted.map((batches) => new Sequence(batches[Symbol.asyncIterator]()));
  try {
    for (const sequence of sequences) await sequence.fill();
    const heap = new Heap(sequences);
    const batch = new Batch();
    for (let top = heap.top; top?.head; top = heap.top) {
      const isFull = batch.add(top.head);
      if (top.advance()) await top.fill();
      heap.settle();
      if (!isFull) continue;
      signal?.throwIfAborted();
      yield batch.take();
    }
    const rest = batch.take();
    if (rest.length > 0) yield rest;
  } finally {
    for (const sequence of sequences) await sequence.close();
  }
}

/** The sequence with the least head on top. */
class Heap {
  readonly #items: Sequence[];

  constructor(sequences: readonly Sequence[]) {
    this.#items = sequences.filter(({ head }) => head).sort(byHead);
  }

  get top(): Sequence | undefined {
    return this.#items[0];
  }

  /** Puts the top where it belongs by now. */
  settle(): void {
    if (!this.#items[0]?.head) {
      const last = this.#items.pop();
      if (!last || this.#items.length === 0) return;
      this.#items[0] = last;
    }
    for (let at = 0, child = this.#childOf(at); child !== undefined; child = this.#childOf(at)) {
      this.#swap(at, child);
      at = child;
    }
  }

  /** The lesser child, where it is less than its parent. */
  #childOf(at: number): number | undefined {
    const [left, right] = [2 * at + 1, 2 * at + 2];
    const lesser = this.#less(right, left) ? right : left;
    return this.#less(lesser, at) ? lesser : undefined;
  }

  #less(one: number, other: number): boolean {
    const [first, second] = [this.#items[one], this.#items[other]];
    return first !== undefined && second !== undefined && byHead(first, second) < 0;
  }

  #swap(one: number, other: number): void {
    const [first, second] = [this.#items[one], this.#items[other]];
    if (first && second) [this.#items[one], this.#items[other]] = [second, first];
  }
}

/** Those that have ended are last. */
function byHead({ head: one }: Sequence, { head: other }: Sequence): number {
  if (one && other) return order(one, other);
  return one ? -1 : 1;
}
