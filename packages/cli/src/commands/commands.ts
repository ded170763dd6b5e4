import type { DefinedCommand } from '../command/define-command.js';
import { dynamodbCommands } from './dynamodb/dynamodb.js';

/** All commands, in the order of the help. */
export const commands: readonly DefinedCommand[] = [dynamodbCommands];
