import type { CallOptions, DispatchOptions } from '@eventsource/core';
import type { Step } from '../plan/step.js';
import { type Answer, type Call, type CallStart, now } from './call.js';
import type { Clerk } from './clerk.js';
import type { Journal } from './journal.js';

/** How often a step is tried again while its outcome stays unknown. */
const TRIES = 6;

/** Takes steps: keeps the journal around each call, and repeats by its id what came to no known end. */
export class Teller {
  readonly #versions = new Map<number, number>();
  #calls = 0;

  constructor(
    private readonly clerk: Clerk,
    private readonly journal: Journal,
    /** Begins the names of this process's calls. */
    private readonly prefix: string,
  ) {}

  async take(step: Step): Promise<void> {
    const expects = step.expected !== undefined && step.action.kind !== 'transfer';
    const expectedVersion = !expects ? undefined : this.#seenVersion(step.account) + step.expected;
    await this.#until(step, { id: step.id, expectedVersion: expectedVersion === -1 ? 0 : expectedVersion });
  }

  /** Repeats what a killed process left: the same command under the same id. Without an id that cannot be done. */
  async resume(step: Step, { id, answer, expectedVersion }: Call): Promise<void> {
    const named = answer?.kind === 'unknown' ? answer.id : id;
    if (named !== undefined) await this.#until(step, { id: named, expectedVersion });
  }

  async #until(step: Step, asked: Pick<CallStart, 'id' | 'expectedVersion'>): Promise<void> {
    let { id } = asked;
    let options = limitsOf(step);
    for (let tries = 0; tries < TRIES; tries += 1) {
      const answer = await this.#call(step, { ...asked, id }, options);
      if (answer.kind !== 'unknown') return;
      id = answer.id;
      // Who wants to know what became of a command does not hurry.
      options = {};
    }
  }

  async #call(
    { number, command, account, action, cache }: Step,
    { id, expectedVersion }: Pick<CallStart, 'id' | 'expectedVersion'>,
    limits: CallOptions,
  ): Promise<Answer> {
    const call = `${this.prefix}.${this.#calls++}`;
    const started = { call, step: number, command, account, action, id, expectedVersion, start: now() };
    this.journal.write(started);
    const answer = await this.clerk.answer(started, { ...optionsOf(started), ...limits, ...(cache && { cache }) });
    this.journal.write({ call, answer, end: now() });
    this.#remember(account, answer);
    return answer;
  }

  #seenVersion(account: number): number {
    return this.#versions.get(account) ?? 0;
  }

  #remember(account: number, answer: Answer): void {
    if ('version' in answer) this.#versions.set(account, answer.version);
    if ('seen' in answer) this.#versions.set(account, answer.seen.version);
  }
}

const optionsOf = ({ call, id, expectedVersion }: CallStart): DispatchOptions => ({
  metadata: { call },
  ...(id !== undefined && { id }),
  ...(expectedVersion !== undefined && { expectedVersion }),
});

const limitsOf = ({ timeout, abortAfter }: Step): CallOptions => ({
  ...(timeout !== undefined && { timeout }),
  ...(abortAfter !== undefined && { signal: AbortSignal.timeout(abortAfter) }),
});
