import type { StreamVersion } from './stream-version.js';

/** The serialized state of an aggregate after the commit that carries it. */
export interface Snapshot {
  /** The version of the stream that the state stands for. */
  readonly version: number;
  /** Which code can read it: a load asks for exactly one fingerprint and ignores all others. */
  readonly fingerprint: string;
  /** Opaque to the store. */
  readonly data: Uint8Array;
}

/** The events that one command emitted, serialized, to be stored whole or not at all. */
export interface Commit {
  readonly stream: string;
  /** The version that this commit follows, known from a load or an append. */
  readonly after: StreamVersion;
  /** Recognises the commit when the answer to its append is lost. Opaque to the store. */
  readonly id: Uint8Array;
  /** One record each, at the versions `after + 1`, `after + 2` … At least one. */
  readonly records: readonly Uint8Array[];
  /** To be stored beside the records if it fits. */
  readonly snapshot?: Snapshot;
}

/** A commit as a store holds it. */
export interface StoredCommit {
  /** The version of its first record. */
  readonly first: number;
  /** One record each, at the versions `first`, `first + 1` … */
  readonly records: readonly Uint8Array[];
  /** As given to `append`; absent on commits that another library wrote. */
  readonly id?: Uint8Array;
  /** Where the store keeps it, for errors: `partition 7`. */
  readonly location?: string;
}
