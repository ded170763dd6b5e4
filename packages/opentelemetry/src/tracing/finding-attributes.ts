import type { Cost, Finding, ResultFacts } from '@eventsource/core';
import type { Attributes } from '@opentelemetry/api';
import { attribute, known, oneOrAll } from '../attribute.js';
import { errorType } from '../error-type.js';
import { outcomeOf } from '../outcome.js';
import { sum } from '../sum.js';

/** What a finding says of its step. A request aside: it adds to those before. */
export function findingAttributes(finding: Finding): Attributes {
  const { version, snapshotVersion, events, attempt, cost, results } = finding;
  return {
    ...known(attribute.outcome, outcomeOf(finding)),
    ...known(attribute.version, version),
    ...known(attribute.snapshotVersion, snapshotVersion === 0 ? undefined : snapshotVersion),
    ...known(attribute.events, events),
    ...known(attribute.attempts, attempt),
    ...('rejection' in finding && { [attribute.rejectionType]: errorType(finding.rejection) }),
    ...(cost && costAttributes(cost)),
    ...(results && resultAttributes(results)),
  };
}

export const costAttributes = ({ requests, readUnits, writeUnits }: Cost): Attributes => ({
  [attribute.requests]: requests,
  [attribute.readUnits]: readUnits,
  [attribute.writeUnits]: writeUnits,
});

function resultAttributes(results: readonly ResultFacts[]): Attributes {
  const versions = results.map(({ version }) => version);
  const events = sum(results.map(({ events }) => events));
  return { ...oneOrAll(attribute.version, attribute.versions, versions), [attribute.events]: events };
}
