import { commandGroup } from '../../command/command-group.js';
import { rebuildCommand } from './rebuild-command.js';

export const projectionsCommands = commandGroup({
  name: 'projections',
  summary: 'Builds read models.',
  examples: ['eventsource projections rebuild balances --name orders --module ./app.js'],
  commands: [rebuildCommand],
});
