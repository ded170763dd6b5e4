import type { Store } from 'dynalite/db/index.js';
import { cancelled } from './cancellation.js';
import { answerTo } from './consumed-capacity.js';
import { Draft } from './draft.js';
import { type LocatedWrite, located } from './located-write.js';
import { MadeTransactions } from './made-transactions.js';
import { readRequest, type TransactRequest } from './transact-request.js';

/** TransactWriteItems for the tables of a dynalite. */
export class Transactions {
  readonly #made = new MadeTransactions();
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly store: Store) {}

  /**
   * Makes all writes or none. Transactions wait for each other, and for requests that write one of their items.
   *
   * @throws a refusal, when nothing is written.
   */
  async make(input: object): Promise<object> {
    const request = readRequest(input, this.store);
    const made = this.#last.then(() => this.#make(request));
    this.#last = made.catch(() => {});
    return made;
  }

  async #make(request: TransactRequest): Promise<object> {
    const before = this.#made.find(request);
    if (before) return answerTo(request, before, 'ReadCapacityUnits');
    const writes = await located(this.store, request.writes);
    const drafts = await whileLocked(this.store, writes, () => this.#makeAll(writes));
    const written = drafts.map(({ write, kilobytes }) => ({ table: write.input.TableName, kilobytes }));
    this.#made.keep(request, written);
    return answerTo(request, written, 'WriteCapacityUnits');
  }

  async #makeAll(writes: readonly LocatedWrite[]): Promise<readonly Draft[]> {
    const drafts = await Promise.all(writes.map((write) => Draft.of(this.store, write)));
    if (drafts.some(({ isRefused }) => isRefused)) throw cancelled(drafts.map(({ reason }) => reason));
    // No request is served in between, since all changes are made before the first of these promises is awaited.
    await Promise.all(drafts.map((draft) => draft.make()));
    return drafts;
  }
}

/** One after another: no two transactions do this at a time, and no other request locks two items, so none waits for ever. */
async function whileLocked<Result>(
  store: Store,
  [first, ...others]: readonly LocatedWrite[],
  work: () => Promise<Result>,
): Promise<Result> {
  if (!first) return work();
  return new Promise((resolve) => {
    store.getItemDb(first.input.TableName).lock(first.key, (release) => {
      resolve(whileLocked(store, others, work).finally(release(() => {})));
    });
  });
}
