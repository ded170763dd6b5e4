import { defineCommand } from '../../command/define-command.js';
import { type ConnectionOptions, connectionOptions, tableOption } from '../../connection/connection-options.js';

export interface CreateTableOptions extends ConnectionOptions {
  readonly name: string;
}

export const createTableCommand = defineCommand<CreateTableOptions>({
  name: 'create-table',
  summary: 'Creates a table of events, and waits until it is usable.',
  details: 'A table that exists with the right key stays as it is.',
  examples: ['eventsource dynamodb create-table --name orders --region us-west-2'],
  options: [tableOption(), ...connectionOptions()],
  load: async () => (await import('./create-table.js')).create,
});
