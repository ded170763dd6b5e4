import type { Reason, Seen } from '../account/seen.js';
import type { Action } from '../plan/action.js';
import type { RefusalReason } from '../user/user.js';

/** One call of the framework: a step takes several when it is repeated after a crash or an unknown outcome. */
export interface CallStart {
  /** Unique in the run. Stored as metadata with each event, it tells whose write was applied. */
  readonly call: string;
  readonly step: number;
  /** The number in the command: the step's own, or that of the step which this one repeats. */
  readonly command: number;
  readonly account: number;
  readonly action: Action;
  readonly id?: string | undefined;
  readonly expectedVersion?: number | undefined;
  /** Nanoseconds of the machine's monotonic clock, which all processes share; taken before the call. */
  readonly start: number;
}

/** What became of one account in a transfer. */
export interface StoredPart {
  readonly account: number;
  readonly version: number;
  readonly events: readonly unknown[];
}

/** What a call said. */
export type Answer =
  | { readonly kind: 'stored'; readonly version: number; readonly events: readonly unknown[] }
  /** Of a transfer: each of its two accounts as if it had been asked by itself. */
  | { readonly kind: 'transferred'; readonly parts: readonly StoredPart[] }
  /** Of a part of a transfer, as the check sees it: recognised, and answered without events. */
  | { readonly kind: 'forgotten'; readonly version: number }
  /** The command emitted no events. */
  | { readonly kind: 'nothing'; readonly version: number }
  | { readonly kind: 'read'; readonly seen: Seen }
  | { readonly kind: 'rejected'; readonly reason: Reason; readonly seen: Seen; readonly account?: number }
  /** A user's rejection. */
  | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly version: number }
  /** The value is somebody else's. */
  | { readonly kind: 'taken'; readonly email: number }
  | { readonly kind: 'unexpected-version'; readonly version: number }
  | { readonly kind: 'conflict'; readonly expectedVersion: number }
  | { readonly kind: 'id-reused'; readonly version: number; readonly account?: number }
  | { readonly kind: 'unknown'; readonly id: string; readonly cause: string }
  /** Another of the framework's errors, all of which mean that this call stored nothing. */
  | { readonly kind: 'failed'; readonly error: string }
  /** Something that no caller should ever see. */
  | { readonly kind: 'broken'; readonly error: string };

export interface CallEnd {
  readonly call: string;
  readonly answer: Answer;
  /** Taken after the call. */
  readonly end: number;
}

/** A call as the journals tell it: without an end when its process was killed. */
export interface Call extends CallStart {
  readonly answer?: Answer;
  readonly end?: number;
}

export const now = (): number => Number(process.hrtime.bigint());
