import type { ItemChange, StreamNews } from '@eventsource/dynamodb';

/** A stream record, whatever brought it. */
export interface ArrivedRecord {
  /** Its place in the shard, by which it is asked for again. */
  readonly sequenceNumber: string | undefined;
  readonly change: ItemChange;
  /** As it came, for a dead letter. */
  readonly raw: unknown;
}

/** A record, and what it means. */
export interface ReadRecord {
  readonly arrived: ArrivedRecord;
  readonly news: StreamNews;
}
