import { sentenceOf } from './report-sentence.js';

/** Something that must not fail a command, and should not go unseen. */
export type Report =
  | {
      readonly kind: 'observer-failed';
      readonly stream: string;
      readonly version: number;
      readonly error: unknown;
    }
  | {
      readonly kind: 'snapshot-left-out';
      readonly stream: string;
      readonly version: number;
      /** Absent when the snapshot did not fit beside its records. */
      readonly error?: unknown;
    }
  | {
      /**
       * Said once: the store takes no companions, reservations say, into its transactions. They are changed before a commit
       * and, when that fails, changed back; a crash in between leaves what was reserved reserved.
       */
      readonly kind: 'companions-stored-apart';
      readonly stream: string;
      readonly version: number;
      readonly error?: undefined;
    }
  | {
      /** On such a store, what a companion still had to do once its commit was stored, or was not, has failed. */
      readonly kind: 'companion-unsettled';
      readonly stream: string;
      readonly version: number;
      readonly error: unknown;
    }
  | {
      /** A consumer could not take the commit of this version. */
      readonly kind: 'delivery-failed';
      readonly consumer: string;
      readonly stream: string;
      readonly version: number;
      readonly error: unknown;
    };

/** Takes reports: log them, count them. What it throws is ignored. */
export type Reporter = (report: Report) => void;

/** Shows reports on standard error through Node's warnings. */
export const warn: Reporter = (report) => process.emitWarning(sentenceOf(report), 'EventSourceWarning');
