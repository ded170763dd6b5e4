import { commandGroup } from '../../command/command-group.js';
import { listCommand } from './list-command.js';
import { rebuildCommand } from './rebuild-command.js';
import { redriveCommand } from './redrive-command.js';
import { resetCommand } from './reset-command.js';

export const projectionsCommands = commandGroup({
  name: 'projections',
  summary: 'Lists, rebuilds, redrives and resets read models.',
  examples: ['eventsource projections rebuild balances --name orders --module ./app.js'],
  commands: [listCommand, rebuildCommand, redriveCommand, resetCommand],
});
