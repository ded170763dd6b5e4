import { MalformedStreamError } from '@eventsource/core';
import { decode } from '../item/decode.js';
import { lastVersion } from '../item/extent.js';
import { KEY, PARTITION, versionOf } from '../item/format.js';
import type { Item } from '../item/item.js';
import type { ItemChange } from './item-change.js';
import type { StreamNews } from './stream-news.js';

/**
 * Says what the change of an item means for its stream. Nothing is guessed: when the change is malformed, or does not
 * show the whole commit, the news is only that the stream has moved, and the table has the events.
 *
 * @example
 * const news = newsOf({ eventName: 'INSERT', keys, newImage, oldImage: undefined });
 * if (news.kind === 'commit') await deliver({ stream: news.stream, ...news.commit });
 */
export function newsOf(change: ItemChange): StreamNews {
  const { eventName, keys, newImage, oldImage } = change;
  const key = keys ?? newImage ?? oldImage;
  const [stream, partition] = [key?.[KEY]?.S, key?.[PARTITION]?.N];
  if (stream === undefined || partition === undefined) {
    return { kind: 'unreadable', problem: 'it does not have the key of events, "key" (S) and "partition" (N).' };
  }
  if (eventName === 'REMOVE') return { kind: 'removed', stream, partition };
  if (eventName === 'INSERT') return newImage ? inserted(stream, newImage) : { kind: 'moved', stream };
  if (eventName === 'MODIFY') return modified(stream, change);
  return { kind: 'unreadable', problem: `"${eventName}" is not a known kind of change.` };
}

/** A commit that an item holds alone; of one that is larger than an item, the change shows a part. */
function inserted(stream: string, item: Item): StreamNews {
  try {
    const { part, extent } = decode(stream, item);
    const isWhole = part.first === extent.first && lastVersion(part) === extent.last;
    return isWhole ? { kind: 'commit', stream, commit: part } : { kind: 'moved', stream };
  } catch (error) {
    if (error instanceof MalformedStreamError) return { kind: 'moved', stream };
    throw error;
  }
}

/** The Go library adds events to an item that is there: they are the attributes that the old image has not. */
function modified(stream: string, { newImage, oldImage }: ItemChange): StreamNews {
  if (!newImage || !oldImage) return { kind: 'moved', stream };
  const entries = Object.entries(newImage);
  const added = entries.filter(([name]) => !(versionOf(name) !== undefined && name in oldImage));
  if (!added.some(([name]) => versionOf(name) !== undefined)) return { kind: 'touched', stream };
  return inserted(stream, Object.fromEntries(added));
}
