import type { StoredEvent } from './stored-event.js';

/** What one request may hold. Each is at least 1, or `Infinity` where there is no limit. */
export interface TargetLimits {
  readonly entries: number;
  /** Of all entries together, as the target counts. */
  readonly bytes: number;
  /** Of one entry: at most `bytes`. */
  readonly entryBytes: number;
}

/** The target has not accepted an entry. */
export interface Refusal {
  /** As the target calls it. */
  readonly code: string;
  readonly message: string;
  /** Whether the entry itself is wrong, so that the same one would be refused again. */
  readonly final: boolean;
  readonly cause?: unknown;
}

export interface SendOptions {
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** A service that events are sent to, in batches. */
export interface Target<Entry> {
  /** For messages: `SNS topic arn:…`. */
  readonly name: string;
  readonly limits: TargetLimits;
  /** Whether it promises order: then an entry is not sent before those before it in its stream are accepted. */
  readonly ordered: boolean;

  /**
   * Makes what is sent for an event. An event for which it throws is not sent, and the error concerns only the commit
   * of that event.
   */
  entry(event: StoredEvent): Entry;

  /** In bytes, as the target counts. */
  size(entry: Entry): number;

  /**
   * Sends one request, and tries it once. Whether an event counts as accepted, is blamed, or is sent again depends only
   * on what this returns or throws.
   *
   * @returns one answer for each entry, in their order: `undefined` when the target says that it has accepted it; a refusal
   * that is `final` when it says that this very entry is wrong; any other refusal when it may accept it later. An entry for
   * which there is no answer counts as not accepted, and is sent again.
   * @throws {ContentRefusedError} when the target refuses the request because of its content, without saying which
   * entry is at fault.
   * @throws anything else when the request has failed for other reasons: the target is missing, does not answer,
   * throttles, or refuses the credentials. No event is blamed for that, and all entries are sent again.
   */
  send(entries: readonly Entry[], options: SendOptions): Promise<readonly (Refusal | undefined)[]>;

  /** Closes the connections of a client made here; one that was given stays open. */
  close(): void;
}
