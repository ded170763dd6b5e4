import { commandGroup } from '../../command/command-group.js';
import { createTableCommand } from './create-table-command.js';

export const dynamodbCommands = commandGroup({
  name: 'dynamodb',
  summary: 'Creates, deletes and describes tables of events.',
  examples: ['eventsource dynamodb create-table --name orders --region us-west-2'],
  commands: [createTableCommand],
});
