import { commandGroup } from '../../command/command-group.js';
import { listCommand } from './list-command.js';
import { showCommand } from './show-command.js';
import { stateCommand } from './state-command.js';

export const streamsCommands = commandGroup({
  name: 'streams',
  summary: 'Lists streams, and shows their events and states.',
  examples: ['eventsource streams show order:o-1 --table orders'],
  commands: [listCommand, showCommand, stateCommand],
});
