/** What becomes of one request. */
export type Fate =
  | 'accept'
  /** Accepted, but for the entries at these places. */
  | { readonly refuse: readonly number[]; readonly code?: string; readonly message?: string; readonly final?: boolean }
  /** Refused as a whole. */
  | Failed
  /** The connection is cut before anything is accepted. */
  | 'lose request'
  /** Accepted, and the connection is cut before the answer. */
  | 'lose answer'
  /** Accepted, and never answered. */
  | 'hang'
  /** Accepted, with an answer that says nothing about any entry. */
  | 'answer nothing';

/** A request is refused as a whole. */
export interface Failed {
  readonly status: number;
  readonly code: string;
  readonly message?: string;
}

/** What each service calls it. */
export interface Faults {
  readonly throttled: Failed;
  readonly broken: Failed;
  readonly denied: Failed;
  readonly missing: Failed;
  /** Of one entry, where the others are accepted. */
  readonly entryFailed: string;
  /** Of one entry that is wrong; undefined where the service looks into none. */
  readonly entryWrong?: { readonly code: string; readonly message: string };
  /** Of a request, for what is in it. */
  readonly contentRefused: Failed;
}
