import type { Io } from './terminal/io.js';

/** One run of one command. */
export interface Session extends Io {
  /** Whether results and errors are wanted as JSON. */
  readonly json: boolean;
}
