/** Something about a feed that is not a failure, but should not go unnoticed. */
export type StreamReport =
  | {
      /** An item of events was deleted from the table: consumers that have not taken its events yet never will. */
      readonly kind: 'item-removed';
      readonly stream: string;
      readonly partition: string;
    }
  | {
      /**
       * A record is not about an item of events. It was sent to the dead letters; if sending it was the error, it is
       * delivered again.
       */
      readonly kind: 'record-unreadable';
      readonly sequenceNumber: string | undefined;
      readonly error: unknown;
    }
  | {
      /** A poller could not read a shard or the table's stream, or could not store its place. It tries again. */
      readonly kind: 'poll-failed';
      /** The ARN of its stream and its id; only the ARN for an earlier stream that cannot be read. */
      readonly shard: string | undefined;
      readonly error: unknown;
    }
  | {
      /**
       * Unread records are gone, after 24 hours. A stream that moves again is delivered completely; for the others,
       * catch up from the table.
       */
      readonly kind: 'records-trimmed';
      readonly shard: string;
      /** The last record that was read. */
      readonly sequenceNumber: string;
    };

/** Takes reports: log them, count them. What it throws is ignored. */
export type StreamReporter = (report: StreamReport) => void;

/** Shows reports on standard error through Node's warnings. */
export const warn: StreamReporter = (report) => process.emitWarning(sentenceOf(report), 'EventSourceWarning');

/** A reporter that fails, at once or later, has nowhere to report to. */
export const harmless =
  (report: StreamReporter): StreamReporter =>
  async (about) => {
    try {
      await report(about);
    } catch {}
  };

function sentenceOf(report: StreamReport): string {
  switch (report.kind) {
    case 'item-removed':
      return `The item at partition ${report.partition} of stream "${report.stream}" was deleted from the table.`;
    case 'record-unreadable':
      return `The stream record ${report.sequenceNumber} could not be used: ${report.error}`;
    case 'poll-failed':
      return `Polling ${report.shard === undefined ? 'the stream' : `shard "${report.shard}"`} failed: ${report.error}`;
    case 'records-trimmed':
      return `Records of shard "${report.shard}" after ${report.sequenceNumber} are gone unread.`;
  }
}
