import {
  type Appended,
  AppendUnansweredError,
  type Commit,
  ConcurrencyError,
  type MemoryStore,
  type RequestOptions,
  type TransactionalStore,
} from '@eventsource/core';

/** How the answer to a transaction gets lost: the client's next try is refused, or nothing ever comes. */
type Loss = 'shown' | 'hidden' | 'unanswered';

/** A store that applies a transaction and then loses its answer. */
export class ScriptedTransactions implements TransactionalStore {
  #loss: Loss | undefined;

  constructor(private readonly memory: MemoryStore) {}

  losesNextAnswer(loss: Loss): void {
    this.#loss = loss;
  }

  load: TransactionalStore['load'] = (...args) => this.memory.load(...args);
  read: TransactionalStore['read'] = (...args) => this.memory.read(...args);
  append: TransactionalStore['append'] = (...args) => this.memory.append(...args);

  async appendAll(commits: readonly Commit[], options?: RequestOptions): Promise<readonly Appended[]> {
    const appended = await this.memory.appendAll(commits, options);
    const loss = this.#loss;
    this.#loss = undefined;
    if (loss === undefined) return appended;
    const [commit] = commits;
    if (!commit) return appended;
    const { stream, after } = commit;
    if (loss === 'unanswered') throw new AppendUnansweredError(stream, after.number);
    if (loss === 'hidden') throw new ConcurrencyError(stream, after.number);
    return this.memory.appendAll(commits, options);
  }
}
