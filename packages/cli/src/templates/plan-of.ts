import { tableDefinition, withSettings } from '@eventsource/dynamodb';
import { checkpointTableDefinition, checkpointTableExpiry } from '@eventsource/lambda';
import { reservationTableDefinition, reservationTableExpiry } from '@eventsource/singleton';
import { UsageError } from '../errors/usage-error.js';
import { checkTableName } from './check-table-name.js';
import type { Plan, PlannedConsumer, PlannedTable } from './plan.js';
import { policiesFor } from './policies.js';
import type { TemplateOptions } from './template-options.js';

/**
 * Tables are protected from deletion unless it is said otherwise: a template is applied again and again, by machines.
 *
 * @throws {UsageError} when DynamoDB would refuse the name of a table, two have one, or a
 * consumer is to take a stream that there is not.
 */
export function planOf(options: TemplateOptions): Plan {
  const { deletionProtection = true, pointInTimeRecovery, tags = {} } = options;
  const events = eventsTable(options);
  const reservations = options.singleton === undefined ? [] : [reservationsTable(options.singleton, options)];
  const checkpoints = options.consumer === undefined ? [] : [checkpointsTable(options)];
  const stream = events.input.StreamSpecification?.StreamEnabled ?? false;
  return {
    tables: [events, ...reservations, ...checkpoints],
    policies: policiesFor({ stream, reservations: reservations.length > 0, consumer: checkpoints.length > 0 }),
    consumer: plannedConsumer(options, events),
    deletionProtection,
    pointInTimeRecovery,
    tags,
  };
}

function eventsTable({ name, capacity, stream }: TemplateOptions): PlannedTable {
  checkTableName(name);
  return { holds: 'events', input: tableDefinition(name, { capacity, stream }) };
}

function reservationsTable(singleton: string, { name, capacity }: TemplateOptions): PlannedTable {
  checkTableName(singleton);
  if (singleton === name) throw new UsageError('Events and reservations need tables of their own.');
  const input = withSettings(reservationTableDefinition(singleton), { capacity });
  const expiry = reservationTableExpiry(singleton).TimeToLiveSpecification?.AttributeName;
  return { holds: 'reservations', input, expiry };
}

/** Billed on demand whatever the others are: its writes come in bursts, and its index is empty while all is well. */
function checkpointsTable({ name, singleton }: TemplateOptions): PlannedTable {
  const checkpoints = `${name}-checkpoints`;
  checkTableName(checkpoints);
  if (checkpoints === singleton) throw new UsageError('Checkpoints and reservations need tables of their own.');
  const expiry = checkpointTableExpiry(checkpoints).TimeToLiveSpecification?.AttributeName;
  return { holds: 'checkpoints', input: checkpointTableDefinition(checkpoints), expiry };
}

/** Tables of the Go library change items; only their consumers need both images. */
function plannedConsumer({ consumer }: TemplateOptions, { input }: PlannedTable): PlannedConsumer | undefined {
  if (consumer === undefined) return undefined;
  const { StreamEnabled, StreamViewType } = input.StreamSpecification ?? {};
  if (!StreamEnabled) throw new UsageError('A consumer takes the stream of the table: leave out --no-stream.');
  return { ...consumer, eventNames: StreamViewType === 'NEW_AND_OLD_IMAGES' ? ['INSERT', 'MODIFY'] : ['INSERT'] };
}
