/** What becomes of one request. */
export type Fate =
  | 'accept'
  /** Accepted, but for the entries at these places. */
  | { readonly refuse: readonly number[]; readonly code?: string; readonly final?: boolean }
  /** Refused as a whole. */
  | { readonly status: number; readonly code: string }
  /** The connection is cut before anything is accepted. */
  | 'lose request'
  /** Accepted, and the connection is cut before the answer. */
  | 'lose answer'
  /** Accepted, and never answered. */
  | 'hang'
  /** Accepted, and answered as by someone who knows nothing of it. */
  | 'answer nothing';

/** What each service calls it. */
export interface Faults {
  readonly throttled: Fate;
  readonly broken: Fate;
  /** Of one entry, where the others are accepted. */
  readonly entryFailed: string;
}
