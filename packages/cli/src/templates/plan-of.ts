import { tableDefinition, withSettings } from '@eventsource/dynamodb';
import { reservationTableDefinition, reservationTableExpiry } from '@eventsource/singleton';
import { UsageError } from '../errors/usage-error.js';
import { checkTableName } from './check-table-name.js';
import type { Plan, PlannedTable } from './plan.js';
import { policiesFor } from './policies.js';
import type { TemplateOptions } from './template-options.js';

/**
 * Tables are protected from deletion unless it is said otherwise: a template is applied again and again, by machines.
 *
 * @throws {UsageError} when DynamoDB would refuse the name of a table, or both have one.
 */
export function planOf(options: TemplateOptions): Plan {
  const { deletionProtection = true, pointInTimeRecovery, tags = {} } = options;
  const events = eventsTable(options);
  const reservations = options.singleton === undefined ? [] : [reservationsTable(options.singleton, options)];
  const stream = events.input.StreamSpecification?.StreamEnabled ?? false;
  return {
    tables: [events, ...reservations],
    policies: policiesFor({ stream, reservations: reservations.length > 0 }),
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
