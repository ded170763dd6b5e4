import type { Json, JsonObject } from '@eventsource/core';

/** An event as it lies in the table. */
export interface InspectedEvent {
  readonly version: number;
  /** Of the record, in bytes. */
  readonly size: number;
  /** As stored. */
  readonly name: string;
  readonly schemaVersion: number;
  /** As stored, RFC 3339; undefined on records of another library. */
  readonly time: string | undefined;
  readonly metadata: JsonObject;
  readonly payload: Json;
  /**
   * The record as it is stored, where JavaScript cannot hold one of its numbers: 9007199254740993 becomes 9007199254740992
   * in `payload`.
   */
  readonly exact?: string;
}

/** A record that is not of the form `{"t","d"}`. */
export interface UnreadableRecord {
  readonly version: number;
  readonly size: number;
  /** What is wrong with it. */
  readonly problem: string;
  /** What is stored, as base64. */
  readonly bytes: string;
}

/** An item of a stream: a commit, a part of a large one, or many commits of the Go library. */
export interface InspectedItem {
  /** The range key, as text: a number in JavaScript may be another. */
  readonly partition: string;
  /** In bytes, as DynamoDB counts. */
  readonly size: number;
  /** The id of the commit, as the dispatcher returned it; as base64 where it is not that of a command. */
  readonly commitId?: string;
  /** Where the commit has several items: its first and last version. */
  readonly commit?: { readonly first: number; readonly last: number };
  readonly snapshot?: { readonly version: number; readonly fingerprint: string; readonly size: number };
  /** Why it is not a commit. */
  readonly problem?: string;
  /** Attributes that this package does not write, in DynamoDB's JSON, binary as base64. */
  readonly others?: JsonObject;
  /** Ascending, as far as they were asked for. */
  readonly records: readonly (InspectedEvent | UnreadableRecord)[];
}
