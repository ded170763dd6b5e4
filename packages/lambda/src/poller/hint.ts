import type { StreamNews } from '@eventsource/dynamodb';

/**
 * What a record means that may be of a table which was deleted and created again: that its stream may have moved. What
 * events there are now, only the table says.
 */
export function hintIn(news: StreamNews): StreamNews {
  if (news.kind === 'commit') return { kind: 'moved', stream: news.stream };
  if (news.kind === 'removed') return { kind: 'touched', stream: news.stream };
  return news;
}
