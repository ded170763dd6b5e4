import type { DefinedCommand } from '../command/define-command.js';

/** A command as the help of the program shows it. Its options are loaded only when it is typed. */
export interface ListedCommand {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<DefinedCommand>;
}

/** All commands, in the order of the help. */
export const commands: readonly ListedCommand[] = [
  {
    name: 'dynamodb',
    summary: 'Creates, deletes and describes tables of events.',
    load: async () => (await import('./dynamodb/dynamodb.js')).dynamodbCommands,
  },
  {
    name: 'singleton',
    summary: 'Creates and deletes tables of reservations of unique values.',
    load: async () => (await import('./singleton/singleton.js')).singletonCommands,
  },
  {
    name: 'streams',
    summary: 'Lists streams, and shows their events and states.',
    load: async () => (await import('./streams/streams.js')).streamsCommands,
  },
  {
    name: 'stats',
    summary: 'Counts streams, events and bytes, and what loads cost.',
    load: async () => (await import('./stats/stats-command.js')).statsCommand,
  },
  {
    name: 'verify',
    summary: 'Reads a whole table and reports what is wrong with its streams.',
    load: async () => (await import('./verify/verify-command.js')).verifyCommand,
  },
  {
    name: 'copy',
    summary: 'Copies streams between tables, endpoints, accounts and files.',
    load: async () => (await import('./copy/copy-command.js')).copyCommand,
  },
  {
    name: 'checkpoints',
    summary: 'Creates and deletes tables of checkpoints of consumers.',
    load: async () => (await import('./checkpoints/checkpoints.js')).checkpointsCommands,
  },
  {
    name: 'projections',
    summary: 'Lists, rebuilds, redrives and resets read models.',
    load: async () => (await import('./projections/projections.js')).projectionsCommands,
  },
  {
    name: 'replay',
    summary: 'Brings projections up to date from files on S3 or on this machine.',
    load: async () => (await import('./replay/replay-command.js')).replayCommand,
  },
  {
    name: 'terraform',
    summary: 'Prints a Terraform module for the tables.',
    load: async () => (await import('./templates/terraform-command.js')).terraformCommand,
  },
  {
    name: 'cloudformation',
    summary: 'Prints a CloudFormation template for the tables.',
    load: async () => (await import('./templates/cloudformation-command.js')).cloudFormationCommand,
  },
];
