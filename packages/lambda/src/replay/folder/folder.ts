import type { ConsumeOptions } from '@eventsource/core';

/** A file of a folder. */
export interface FolderFile {
  /** The path within the folder, with slashes. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

/** Files that events were written to: a bucket, or a folder of this machine. */
export interface Folder {
  /** For errors and checkpoints: `s3://bucket/prefix`. */
  readonly name: string;

  /**
   * All files in it and below, in any order.
   *
   * @throws {FolderError} when it cannot be read.
   */
  list(options?: ConsumeOptions): AsyncIterable<FolderFile>;

  /**
   * The bytes of a file, from its beginning.
   *
   * @throws {FolderError} when it cannot be read; iterating may fail, too.
   */
  read(path: string, options?: ConsumeOptions): Promise<AsyncIterable<Uint8Array>>;
}
