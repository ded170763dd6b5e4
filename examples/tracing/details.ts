import type { Attributes, AttributeValue } from '@opentelemetry/api';

/** What a span says beside its name, for people. */
export const detailsOf = (attributes: Attributes): string =>
  [
    streams(attributes),
    attributes['eventsource.cache.hit'] === true ? 'cached' : '',
    counted(attributes['eventsource.event.count'], 'event'),
    counted(attributes['eventsource.attempt.count'], 'attempt'),
    counted(attributes['eventsource.store.request.count'], 'request'),
    counted(attributes['eventsource.store.read_units'], 'read unit'),
    counted(attributes['eventsource.store.write_units'], 'write unit'),
    attributes['eventsource.outcome'] ?? attributes['error.type'] ?? '',
  ]
    .filter((detail) => detail !== '')
    .join(' · ');

/** Each with the version it is at. */
function streams(attributes: Attributes): string {
  const names = list(attributes['eventsource.streams'] ?? attributes['eventsource.stream']);
  const versions = list(attributes['eventsource.versions'] ?? attributes['eventsource.version']);
  return names.map((name, index) => `${name} @ ${versions[index]}`).join(', ');
}

const list = (value: AttributeValue | undefined): readonly unknown[] => (value === undefined ? [] : [value].flat());

function counted(count: AttributeValue | undefined, what: string): string {
  return count === undefined || count === 0 ? '' : `${count} ${what}${count === 1 ? '' : 's'}`;
}
