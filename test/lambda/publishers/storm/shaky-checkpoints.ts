import { type ConsumeOptions, MemoryCheckpoints, type MemoryTransaction, type Move } from '@eventsource/core';
import type { Random } from '../../../faults/proxy/random.js';

/** Fails to move now and then: before, or with the answer. */
export class ShakyCheckpoints extends MemoryCheckpoints {
  failed = 0;

  constructor(private readonly random: Random) {
    super();
  }

  override async move(
    move: Move,
    work: (transaction: MemoryTransaction) => Promise<void>,
    options?: ConsumeOptions,
  ): Promise<void> {
    const dice = this.random.fraction();
    if (dice < 0.01) this.#fail('before the move');
    await super.move(move, work, options);
    if (dice > 0.99) this.#fail('after the move');
  }

  #fail(when: string): never {
    this.failed += 1;
    throw new Error(`The database fails ${when}, on purpose.`);
  }
}
