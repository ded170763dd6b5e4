import type { DefinedCommand } from '../command/define-command.js';
import { dynamodbCommands } from './dynamodb/dynamodb.js';
import { singletonCommands } from './singleton/singleton.js';
import { verifyCommand } from './verify/verify-command.js';

/** All commands, in the order of the help. */
export const commands: readonly DefinedCommand[] = [dynamodbCommands, singletonCommands, verifyCommand];
