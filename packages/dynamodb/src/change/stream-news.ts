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
      /** An item was changed in what is no event: a mark of some tool. */
      readonly kind: 'touched';
      readonly stream: string;
    }
  | {
      /** An item was deleted, which nothing of ours does: its events are gone from the table. */
      readonly kind: 'removed';
      readonly stream: string;
      readonly partition: string;
    }
  | {
      /** The change is of no item of events, so that it cannot be said which stream it is about. */
      readonly kind: 'unreadable';
      readonly problem: string;
    };
