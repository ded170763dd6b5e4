import type { InspectedItem } from '@eventsource/dynamodb';
import { jsonText } from '../../terminal/json.js';

/** A line for each event, and one for the item if that is no commit. */
export function itemJson({ records, snapshot, problem, others, ...item }: InspectedItem): string {
  const { partition, size, ...commit } = item;
  const broken = problem === undefined ? [] : [{ ...commit, partition, size, problem, others }];
  const events = records.map((record) => ({
    ...record,
    ...commit,
    partition,
    ...(snapshot?.version === record.version && { snapshot }),
  }));
  return [...broken, ...events].map((line) => `${jsonText(line)}\n`).join('');
}
