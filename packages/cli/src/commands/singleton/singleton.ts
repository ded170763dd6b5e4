import { commandGroup } from '../../command/command-group.js';
import { createTableCommand } from '../table/create-table-command.js';
import { deleteTableCommand } from '../table/delete-table-command.js';
import type { TableKind } from '../table/table-kind.js';

const RESERVATIONS: TableKind = {
  group: 'singleton',
  holds: 'reservations',
  table: 'reservations',
  load: async () => (await import('./reservation-tables.js')).reservationTables,
};

export const singletonCommands = commandGroup({
  name: 'singleton',
  summary: 'Creates and deletes tables of reservations of unique values.',
  examples: ['eventsource singleton create-table --name reservations --region us-west-2'],
  commands: [createTableCommand(RESERVATIONS), deleteTableCommand(RESERVATIONS)],
});
