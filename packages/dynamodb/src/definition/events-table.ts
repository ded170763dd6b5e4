import { tableDefinition } from './table-definition.js';
import type { TableKind } from './table-kind.js';

/** The tables that stores keep their streams in. */
export const EVENTS: TableKind = {
  holds: 'events',
  definition: tableDefinition,
  definedBy: 'tableDefinition',
  createdBy: 'createTable',
  package: '@eventsource/dynamodb',
};
