import { commandGroup } from '../../command/command-group.js';
import { createTableCommand } from '../table/create-table-command.js';
import { deleteTableCommand } from '../table/delete-table-command.js';
import type { TableKind } from '../table/table-kind.js';
import { describeCommand } from './describe-command.js';

const EVENTS: TableKind = {
  group: 'dynamodb',
  holds: 'events',
  table: 'orders',
  load: async () => (await import('./events-tables.js')).eventsTables,
};

export const dynamodbCommands = commandGroup({
  name: 'dynamodb',
  summary: 'Creates, deletes and describes tables of events.',
  examples: ['eventsource dynamodb create-table --name orders --region us-west-2'],
  commands: [createTableCommand(EVENTS), deleteTableCommand(EVENTS), describeCommand],
});
