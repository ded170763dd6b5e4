import type { Readable, Writable } from 'node:stream';

/** Where a command reads and writes. Of a stream that is a terminal, `isTTY` is true and `columns` its width. */
export interface Io {
  /** Answers to questions. */
  readonly stdin: Readable & Partial<Terminal>;
  /** Results only. */
  readonly stdout: Writable & Partial<Terminal>;
  /** Everything else: errors, questions, progress. */
  readonly stderr: Writable & Partial<Terminal>;
  /** Aborted when the user gives up. */
  readonly signal: AbortSignal;
}

interface Terminal {
  readonly isTTY: boolean;
  readonly columns: number;
}
