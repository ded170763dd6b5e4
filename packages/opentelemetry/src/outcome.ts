import type { Finding } from '@eventsource/core';

export type Outcome = 'stored' | 'emitted' | 'unchanged' | 'rejected';

/** How a dispatch or a decision ended, if the finding tells. An error is none of these. */
export function outcomeOf(finding: Finding): Outcome | undefined {
  const { events, results } = finding;
  if ('rejection' in finding) return 'rejected';
  if (events !== undefined) return events > 0 ? 'emitted' : 'unchanged';
  return results && (results.some((result) => result.events > 0) ? 'stored' : 'unchanged');
}
