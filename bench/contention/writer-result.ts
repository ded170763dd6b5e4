/** What one process of commands on the hot aggregate came to. */
export interface WriterResult {
  readonly stored: number;
  /** Ended in a ConcurrencyError after all retries. */
  readonly failed: number;
  readonly requests: number;
  /** Writes that were refused because another came first. */
  readonly conflicts: number;
  readonly rcu: number;
  readonly wcu: number;
}

export function isWriterResult(message: unknown): message is WriterResult {
  return typeof message === 'object' && message !== null && 'stored' in message && 'conflicts' in message;
}

export const sumOf = (results: readonly WriterResult[]): WriterResult =>
  results.reduce((sum, one) => ({
    stored: sum.stored + one.stored,
    failed: sum.failed + one.failed,
    requests: sum.requests + one.requests,
    conflicts: sum.conflicts + one.conflicts,
    rcu: sum.rcu + one.rcu,
    wcu: sum.wcu + one.wcu,
  }));
