import type { RequestLog } from '@eventsource/testing';
import type { Library } from './cost-row.js';

/** A library under measurement, with one stream of one-event commits that it wrote itself. */
export interface Contender {
  readonly library: Library;
  /** What the measured processes send. */
  readonly log: RequestLog;
  /** In a long row of commands, every how manieth is measured; the others are appended aside. */
  readonly sampling: number;
  /** Appends one-event commits until the stream holds so many events; not measured. */
  grow(events: number): Promise<void>;
  /** Removes what came after so many events; not measured. */
  rewind(events: number): Promise<void>;
  /** A process that has just started and knows nothing of the stream. */
  start(kind: 'measured' | 'rival'): BenchProcess;
}

/** The commands of a case, as one process runs them. */
export interface BenchProcess {
  /** Whatever the library keeps in memory of a stream that it has just worked on. */
  warm(): Promise<void>;
  /** A command that emits one event. */
  post(): Promise<void>;
  /** A command that emits three. */
  postThree(): Promise<void>;
  /** A command that the aggregate rejects. */
  overdraw(): Promise<void>;
  /** A command that emits one event, while `rival` appends one after this process knew the stream and before it writes. */
  postBeaten(rival: () => Promise<void>): Promise<void>;
}
