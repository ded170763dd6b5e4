import { type ConsumeOptions, MemoryCheckpoints, type MemoryTransaction, type Move } from '@eventsource/core';

/** Checkpoints in memory that notice what handlers ask their transaction for, although it has no such thing. */
export class NoticingCheckpoints extends MemoryCheckpoints {
  readonly #missed = new Set<string>();

  override move(
    move: Move,
    work: (transaction: MemoryTransaction) => Promise<void>,
    options?: ConsumeOptions,
  ): Promise<void> {
    return super.move(move, (transaction) => work(this.#noticing(transaction)), options);
  }

  /** What a handler that failed for want of it should be given; empty when it failed for something else. */
  remedyFor(error: unknown, projection: string): string {
    if (this.#missed.size === 0 || !isTypeError(error)) return '';
    const missed = [...this.#missed].map((member) => `"${member}"`).join(', ');
    return (
      `\nThe checkpoints of this scenario are in memory, and their transaction has no ${missed}. Where a projection writes ` +
      `through the transaction of a database, give the scenario checkpoints of that database: projection(${projection}, ` +
      '{ checkpoints }).'
    );
  }

  #noticing(transaction: MemoryTransaction): MemoryTransaction {
    return new Proxy(transaction, {
      get: (target, member) => {
        if (typeof member === 'string' && !(member in target)) this.#missed.add(member);
        return Reflect.get(target, member);
      },
    });
  }
}

/** The error of a projection has what its handler threw as its cause. */
const isTypeError = (error: unknown): boolean =>
  error instanceof TypeError || (error instanceof Error && isTypeError(error.cause));
