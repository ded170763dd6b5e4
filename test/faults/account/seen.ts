/** Everything an account knows, with its version: what a caller was shown, to be compared with the stored events. */
export interface Seen {
  readonly version: number;
  readonly open: boolean;
  readonly balance: number;
  /** Depends on every event and on their order, so that one applied twice, left out or swapped shows. */
  readonly digest: number;
}

export type Reason = 'already-open' | 'not-open' | 'insufficient-funds';

/** The domain's rejection, with the state that it was decided on. */
export class Rejected extends Error {
  constructor(
    readonly reason: Reason,
    readonly seen: Seen,
    readonly account: string,
  ) {
    super(reason);
  }
}
