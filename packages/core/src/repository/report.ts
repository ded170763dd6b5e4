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
    };

/** Takes reports: log them, count them. What it throws is ignored. */
export type Reporter = (report: Report) => void;

/** Shows reports on standard error through Node's warnings. */
export const warn: Reporter = ({ kind, stream, version, error }) => {
  const cause = error instanceof Error ? `: ${error.message}` : '';
  process.emitWarning(`${kind} on stream "${stream}" at version ${version}${cause}`, 'EventSourceWarning');
};
