import { commandGroup } from '../../command/command-group.js';
import { createTableCommand } from '../table/create-table-command.js';
import { deleteTableCommand } from '../table/delete-table-command.js';
import type { TableKind } from '../table/table-kind.js';

const CHECKPOINTS: TableKind = {
  group: 'checkpoints',
  holds: 'checkpoints',
  table: 'checkpoints',
  load: async () => (await import('./checkpoint-tables.js')).checkpointTables,
};

export const checkpointsCommands = commandGroup({
  name: 'checkpoints',
  summary: 'Creates and deletes tables of checkpoints of consumers.',
  examples: ['eventsource checkpoints create-table --name checkpoints --region us-west-2'],
  commands: [createTableCommand(CHECKPOINTS), deleteTableCommand(CHECKPOINTS)],
});
