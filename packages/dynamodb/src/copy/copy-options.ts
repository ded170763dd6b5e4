import type { DynamoDbOptions } from '../options.js';
import type { Timer } from '../reading/timer.js';
import type { CopyTotals } from './copy-totals.js';
import type { CopyConflictError } from './errors/copy-conflict-error.js';

/** A table to copy from or to, and how fast. */
export type CopiedTable = DynamoDbOptions & {
  /** Read units to take in a second. Default: 1000, a third of what DynamoDB gives one of its partitions. */
  readonly readUnitsPerSecond?: number | undefined;
  /** Write units to take in a second. Default: 500, half of what DynamoDB gives one of its partitions. */
  readonly writeUnitsPerSecond?: number | undefined;
};

/** An archive: lines of JSON, compressed where the name ends in `.gz`. */
export interface CopiedFile {
  readonly file: string;
}

/** How far a copy has come. */
export interface CopyProgress {
  readonly totals: CopyTotals;
  /**
   * How much there is to copy in all, if the source knows: for a table it is some hours old, for a part it is not
   * known.
   */
  readonly expected: { readonly items: number } | undefined;
  /** Pass it to another copy, later or in another process, to go on from here. Undefined where the target is a file. */
  readonly checkpoint: string | undefined;
}

export interface CopyOptions {
  readonly from: CopiedTable | CopiedFile;
  /** `'nowhere'` only reads, and counts what there is, and what an empty table would take. */
  readonly to: CopiedTable | CopiedFile | 'nowhere';
  /**
   * Adopts a table of the Go library, whose streams are named by the plain ids of aggregates of one kind: each is named
   * `<aggregate>:<id>` in the target, as `defaultNaming` does.
   */
  readonly aggregate?: string | undefined;
  /** Copy this stream only, by its name in the source. */
  readonly stream?: string | undefined;
  /** Copy only the streams whose names in the source begin with this. A table is still read as a whole. */
  readonly prefix?: string | undefined;
  /** Compare, and count what would be written, but write nothing. */
  readonly dryRun?: boolean | undefined;
  /** How many streams to write to a table at the same time. Default: 16. */
  readonly concurrency?: number | undefined;
  /** Go on from here: a `checkpoint` of an earlier copy with the same options. */
  readonly checkpoint?: string | undefined;
  /** Called whenever a part of a stream is done. What it throws ends the copy. */
  readonly onProgress?: ((progress: CopyProgress) => void) | undefined;
  /** Called for each stream in conflict, and the copy goes on. Without it, the first conflict ends the copy. */
  readonly onConflict?: ((conflict: CopyConflictError) => void) | undefined;
  /** Ends requests and waits at once. */
  readonly signal?: AbortSignal | undefined;
  /** Default: real time. */
  readonly timer?: Timer | undefined;
}
