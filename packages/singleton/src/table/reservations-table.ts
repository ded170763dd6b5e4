import type { TableKind } from '@eventsource/dynamodb';
import { EXPIRES } from '../item/format.js';
import { reservationTableDefinition } from './reservation-table-definition.js';

/** The tables that reservations are kept in. */
export const RESERVATIONS: TableKind = {
  holds: 'reservations',
  definition: reservationTableDefinition,
  expiry: EXPIRES,
  definedBy: 'reservationTableDefinition',
  createdBy: 'createReservationTable',
  package: '@eventsource/singleton',
};
