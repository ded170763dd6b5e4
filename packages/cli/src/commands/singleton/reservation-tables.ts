import {
  createReservationTable,
  deleteReservationTable,
  reservationTableDefinition,
  reservationTableExpiry,
} from '@eventsource/singleton';
import type { TableWork } from '../table/table-work.js';

export const reservationTables: TableWork = {
  definition: reservationTableDefinition,
  expiry: reservationTableExpiry,
  create: createReservationTable,
  remove: deleteReservationTable,
};
