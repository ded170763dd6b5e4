import type { StreamNews } from '@eventsource/dynamodb';

/** A stream record, whatever brought it. */
export interface ArrivedRecord {
  /** Its place in the shard, by which it is asked for again. */
  readonly sequenceNumber: string | undefined;
  /** What it means for its stream. */
  readonly news: StreamNews;
  /** As it came, for a dead letter. */
  readonly raw: unknown;
}
