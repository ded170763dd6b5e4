import type { ConsumeOptions, DeliveredCommit } from '@eventsource/core';

export interface ReadOptions extends ConsumeOptions {
  /** Told of bytes that were read, as they lie there. */
  readonly onBytes?: (bytes: number) => void;
}

/** One file of events. */
export interface ReplayFile {
  /** For errors and checkpoints. */
  readonly name: string;
  /** As it is stored, compressed or not. */
  readonly size: number;

  /**
   * The commits in the file, in any order; what is in several files, or several times in one, is taken once.
   *
   * @throws {ReplayFileError} when it is damaged, at the latest at its end. Do not rely on any of it before that.
   */
  commits(options?: ReadOptions): AsyncIterable<DeliveredCommit>;
}

/** Where events are replayed from. */
export interface ReplaySource {
  /** @throws {FolderError | ReplayFileError | ExportNotChosenError} when there is nothing to replay. */
  files(options?: ConsumeOptions): Promise<readonly ReplayFile[]>;
}
