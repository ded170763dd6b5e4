import type { Attributes, AttributeValue } from '@opentelemetry/api';

/**
 * The names of attributes, on spans and metrics alike.
 *
 * Where the semantic conventions have a name, it is theirs. Of the others they ask that they begin with the name of the
 * system, are lower case, are in the plural when they hold several, and count with `count`:
 * https://opentelemetry.io/docs/specs/semconv/general/naming/.
 */
export const attribute = {
  aggregateId: 'eventsource.aggregate.id',
  aggregateName: 'eventsource.aggregate.name',
  attempts: 'eventsource.attempt.count',
  cacheHit: 'eventsource.cache.hit',
  events: 'eventsource.event.count',
  handler: 'eventsource.handler',
  handlers: 'eventsource.handlers',
  outcome: 'eventsource.outcome',
  readUnits: 'eventsource.store.read_units',
  rejectionType: 'eventsource.rejection.type',
  requests: 'eventsource.store.request.count',
  snapshotSize: 'eventsource.snapshot.size',
  snapshotStored: 'eventsource.snapshot.stored',
  snapshotVersion: 'eventsource.snapshot.version',
  stream: 'eventsource.stream',
  streams: 'eventsource.streams',
  tenant: 'eventsource.tenant',
  version: 'eventsource.version',
  versions: 'eventsource.versions',
  writeUnits: 'eventsource.store.write_units',
  /** https://opentelemetry.io/docs/specs/semconv/registry/attributes/db/ */
  databaseOperation: 'db.operation.name',
  /** https://opentelemetry.io/docs/specs/semconv/registry/attributes/error/ */
  errorType: 'error.type',
} as const;

/** One attribute, or none when there is nothing to say. */
export const known = (name: string, value: AttributeValue | undefined): Attributes =>
  value === undefined ? {} : { [name]: value };

/** Under one name when there is one value, and else all of them under a name in the plural. */
export const oneOrAll = (one: string, all: string, values: string[] | number[]): Attributes =>
  values.length === 1 ? known(one, values[0]) : { [all]: values };
