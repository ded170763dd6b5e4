import { sentenceOf } from './report-sentence.js';

/** Something that must not fail a command, but should not go unnoticed. */
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
       * Reported once: the store cannot include companions, such as reservations, in its transactions. They are changed
       * before a commit and changed back if it fails; a crash in between leaves them changed.
       */
      readonly kind: 'companions-stored-apart';
      readonly stream: string;
      readonly version: number;
      readonly error?: undefined;
    }
  | {
      /** On such a store, a companion could not be completed, or changed back, after its commit. */
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
