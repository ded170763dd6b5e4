import type { DefinedCommand } from '../command/define-command.js';
import { copyCommand } from './copy/copy-command.js';
import { dynamodbCommands } from './dynamodb/dynamodb.js';
import { projectionsCommands } from './projections/projections.js';
import { replayCommand } from './replay/replay-command.js';
import { singletonCommands } from './singleton/singleton.js';
import { statsCommand } from './stats/stats-command.js';
import { streamsCommands } from './streams/streams.js';
import { cloudFormationCommand } from './templates/cloudformation-command.js';
import { terraformCommand } from './templates/terraform-command.js';
import { verifyCommand } from './verify/verify-command.js';

/** All commands, in the order of the help. */
export const commands: readonly DefinedCommand[] = [
  dynamodbCommands,
  singletonCommands,
  streamsCommands,
  statsCommand,
  verifyCommand,
  copyCommand,
  projectionsCommands,
  replayCommand,
  terraformCommand,
  cloudFormationCommand,
];
