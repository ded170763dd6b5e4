import type { Commit, StoredCommit } from '../commit/commit.js';
import { isEventSourceError } from '../errors/is-event-source-error.js';
import type { Report, Reporter } from '../report/report.js';
import { appendCommits, type Commits } from '../store/append-commits.js';
import { type BegunChange, type Companion, takesCompanions } from '../store/companion.js';
import type { Appended, RequestOptions, Store } from '../store/store.js';

/**
 * Appends commits together with their companions: in one transaction where the store takes them, else with each change
 * begun before the append, and kept or undone after it.
 */
export class CompanionAppender {
  readonly #store: Store;
  readonly #report: Reporter;
  #saidSo = false;

  constructor(store: Store, report: Reporter) {
    this.#store = store;
    this.#report = report;
  }

  /** Throws as {@link CompanionStore.appendWith} does. */
  async append(
    commits: Commits,
    companions: readonly Companion[],
    options: RequestOptions,
  ): Promise<readonly Appended[]> {
    try {
      if (takesCompanions(this.#store)) return await this.#store.appendWith(commits, companions, options);
    } catch (error) {
      if (!isEventSourceError(error, 'TransactionsUnsupportedError')) throw error;
    }
    this.#sayOnce(commits);
    return this.#apart(commits, companions, options);
  }

  async #apart(
    commits: Commits,
    companions: readonly Companion[],
    options: RequestOptions,
  ): Promise<readonly Appended[]> {
    const begun: BegunChange[] = [];
    const settle = (how: keyof BegunChange) => this.#settle(commits, begun, how, options);
    try {
      for (const companion of companions) begun.push(await companion.begin(options));
    } catch (error) {
      await settle('undo');
      throw error;
    }
    try {
      const appended = await appendCommits(this.#store, commits, options);
      await settle('keep');
      return appended;
    } catch (error) {
      const outcome = await this.#outcome(commits, error, options);
      if (outcome !== 'unknown') await settle(outcome === 'stored' ? 'keep' : 'undo');
      throw error;
    }
  }

  /** A slot that is taken may hold this very commit, of a try whose answer was lost. */
  async #outcome(commits: Commits, error: unknown, options: RequestOptions): Promise<'stored' | 'refused' | 'unknown'> {
    if (isEventSourceError(error, 'AppendUnansweredError')) return 'unknown';
    if (!isEventSourceError(error, 'ConcurrencyError')) return 'refused';
    const commit = commits.find(({ stream }) => stream === error.stream) ?? commits[0];
    try {
      const inSlot = error.winner ?? (await this.#store.read(commit.stream, commit.after.number + 1, options));
      return inSlot && isSame(inSlot, commit) ? 'stored' : 'refused';
    } catch {
      return 'unknown';
    }
  }

  /** Goes on when the caller has given up: otherwise what was begun would stay so. */
  async #settle(
    commits: Commits,
    begun: readonly BegunChange[],
    how: keyof BegunChange,
    { onRequest }: RequestOptions,
  ): Promise<void> {
    const settled = await Promise.allSettled(begun.map((change) => change[how]({ onRequest })));
    for (const outcome of settled) {
      if (outcome.status === 'rejected') {
        this.#report({ kind: 'companion-unsettled', ...placeOf(commits), error: outcome.reason });
      }
    }
  }

  #sayOnce(commits: Commits): void {
    if (this.#saidSo) return;
    this.#saidSo = true;
    this.#report({ kind: 'companions-stored-apart', ...placeOf(commits) });
  }
}

const isSame = ({ id }: StoredCommit, commit: Commit): boolean =>
  id !== undefined && Buffer.compare(id, commit.id) === 0;

const placeOf = ([{ stream, after, records }]: Commits): Pick<Report, 'stream' | 'version'> => ({
  stream,
  version: after.number + records.length,
});
