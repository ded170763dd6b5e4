import {
  type BegunChange,
  type Companion,
  CompanionRefusedError,
  type CompanionSource,
  type DecidedCommand,
  type MemoryCompanion,
  type Module,
} from '@eventsource/core';
import { Withdraw } from '../accounts/account.js';

export class AlreadyMarked extends Error {
  override readonly name = 'AlreadyMarked';
}

/** Things that can be marked once. */
export class Marks {
  readonly made = new Set<string>();
  /** What was begun, kept and undone, in order. */
  readonly settled: string[] = [];
  failure: Error | undefined;

  /** @throws {CompanionRefusedError} */
  check(mark: string): void {
    if (this.made.has(mark)) throw new CompanionRefusedError(mark, { cause: new AlreadyMarked(mark) });
  }
}

/** Marks something without any transaction. */
export class Mark implements Companion {
  constructor(
    protected readonly marks: Marks,
    readonly target: string,
  ) {}

  async begin(): Promise<BegunChange> {
    this.marks.check(this.target);
    this.marks.made.add(this.target);
    return { keep: () => this.#settle('keep'), undo: () => this.#settle('undo') };
  }

  async #settle(how: 'keep' | 'undo'): Promise<void> {
    if (this.marks.failure) throw this.marks.failure;
    if (how === 'undo') this.marks.made.delete(this.target);
    this.marks.settled.push(`${how} ${this.target}`);
  }
}

/** Marks something in the transaction of a MemoryStore. */
export class MarkInMemory extends Mark implements MemoryCompanion {
  prepare(): () => void {
    this.marks.check(this.target);
    return () => void this.marks.made.add(this.target);
  }
}

type MarkClass = new (marks: Marks, target: string) => Companion;

/** Marks the account that something is withdrawn from. */
export class MarkWithdrawals implements CompanionSource {
  readonly asked: (readonly DecidedCommand[])[] = [];

  constructor(
    private readonly marks: Marks,
    private readonly kind: MarkClass = MarkInMemory,
  ) {}

  serves(need: string): boolean {
    return need === 'marks';
  }

  companionsOf(decided: readonly DecidedCommand[]): readonly Companion[] {
    this.asked.push(decided);
    return decided
      .filter(({ command }) => command instanceof Withdraw)
      .map(({ aggregateId }) => new this.kind(this.marks, aggregateId));
  }
}

export const withCompanions = (...companions: readonly CompanionSource[]): Module => ({ companions });
