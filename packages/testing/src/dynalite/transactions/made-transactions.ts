import { refusal } from '../refusal.js';
import type { Written } from './consumed-capacity.js';
import type { TransactRequest } from './transact-request.js';

interface Made {
  readonly fingerprint: string;
  readonly written: readonly Written[];
  readonly until: number;
}

const TEN_MINUTES = 10 * 60 * 1000;

/** The transactions of the last ten minutes that were made under a token, so that none is made twice. */
export class MadeTransactions {
  /** Oldest first. */
  readonly #made = new Map<string, Made>();

  /**
   * What the same transaction has written before.
   *
   * @throws a refusal when the token belongs to another transaction.
   */
  find({ token = '', fingerprint }: TransactRequest): readonly Written[] | undefined {
    this.#forget();
    const made = this.#made.get(token);
    if (!made || made.fingerprint === fingerprint) return made?.written;
    throw refusal('IdempotentParameterMismatchException', 'Another transaction was made with this ClientRequestToken.');
  }

  keep({ token, fingerprint }: TransactRequest, written: readonly Written[]): void {
    if (token !== undefined) this.#made.set(token, { fingerprint, written, until: Date.now() + TEN_MINUTES });
  }

  #forget(): void {
    for (const [token, { until }] of this.#made) {
      if (until > Date.now()) return;
      this.#made.delete(token);
    }
  }
}
