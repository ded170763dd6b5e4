import type { Callback, Item, Refusal, Rows, Store } from 'dynalite/db/index.js';
import { carryOut, watched } from '../carry-out.js';
import { isConditionFailed, isInvalid, isRefusal } from '../refusal.js';
import { transactWrites } from '../write-kind.js';
import { type Reason, reasonOf } from './cancellation.js';
import type { LocatedWrite } from './located-write.js';

/**
 * A write of a transaction, carried out by dynalite itself, except that its changes are kept back. Nobody else may write the
 * item until they are made or the draft is dropped.
 */
export class Draft {
  /** Of the item before or after, whichever is larger, each started one. */
  kilobytes = 0;
  #found: Item | undefined;
  #refusal: Refusal | undefined;
  readonly #changes: (() => Promise<void>)[] = [];

  private constructor(readonly write: LocatedWrite) {}

  static async of(store: Store, write: LocatedWrite): Promise<Draft> {
    const draft = new Draft(write);
    try {
      await draft.#carryOut(store);
    } catch (error) {
      if (!isRefusal(error) || !(isConditionFailed(error) || isInvalid(error))) throw error;
      draft.#refusal = error;
    }
    return draft;
  }

  get isRefused(): boolean {
    return this.#refusal !== undefined;
  }

  /** Why it is refused, if it is. */
  get reason(): Reason {
    const isShown = this.write.input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD';
    return reasonOf(this.#refusal, isShown ? this.#found : undefined);
  }

  /** Makes the changes, all of them before it returns: the promise is for failures. A check has none to make. */
  async make(): Promise<void> {
    if (this.write.name === 'ConditionCheck') return;
    await Promise.all(this.#changes.map((change) => change()));
  }

  async #carryOut(store: Store): Promise<void> {
    const { name, input } = this.write;
    const onPaper = this.#keepingBack(
      watched(store, (item) => {
        this.#found = item;
      }),
    );
    const asked = { ...input, ReturnConsumedCapacity: 'TOTAL' };
    const { ConsumedCapacity } = await carryOut(transactWrites[name].action, onPaper, asked);
    this.kilobytes = ConsumedCapacity?.CapacityUnits ?? 0;
  }

  #keepingBack(store: Store): Store {
    return {
      ...store,
      // The transaction has locked the item.
      getItemDb: (table) => ({ ...this.#kept(store.getItemDb(table)), lock: (_, work) => work((done) => done) }),
      getIndexDb: (...index) => this.#kept(store.getIndexDb(...index)),
    };
  }

  #kept<Kind extends Rows>(rows: Kind): Kind {
    return {
      ...rows,
      put: (key: string, item: Item, done: Callback) => {
        this.#keep((made) => rows.put(key, item, made));
        done();
      },
      del: (key: string, done: Callback) => {
        this.#keep((made) => rows.del(key, made));
        done();
      },
    };
  }

  #keep(change: (made: Callback) => void): void {
    this.#changes.push(() => new Promise((resolve, reject) => change((error) => (error ? reject(error) : resolve()))));
  }
}
