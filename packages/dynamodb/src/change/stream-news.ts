import type { StoredCommit } from '@eventsource/core';

/** What the change of an item means for the stream of events that the item belongs to. */
export type StreamNews =
  | {
      /** Events came, and the change shows all of them. */
      readonly kind: 'commit';
      readonly stream: string;
      readonly commit: StoredCommit;
    }
  | {
      /** Events came, and only the table shows all of them. */
      readonly kind: 'moved';
      readonly stream: string;
    }
  | {
      /** An item was changed, but none of its events: a tool has marked it, for example. */
      readonly kind: 'touched';
      readonly stream: string;
    }
  | {
      /** An item was deleted, which this framework never does: its events are gone from the table. */
      readonly kind: 'removed';
      readonly stream: string;
      readonly partition: string;
    }
  | {
      /** The changed item does not hold events, so its stream is not known. */
      readonly kind: 'unreadable';
      readonly problem: string;
    };
