import { Option } from 'commander';

/** What the options of {@link connectionOptions} come to. */
export interface ConnectionOptions {
  readonly region?: string;
  readonly endpoint?: string;
  readonly profile?: string;
}

/** Of every command that talks to DynamoDB. */
export const connectionOptions = (): Option[] => [
  new Option('--region <region>', 'AWS region; else AWS_REGION, AWS_DEFAULT_REGION'),
  new Option('--endpoint <url>', 'another DynamoDB, such as http://localhost:8000; else DYNAMODB_ENDPOINT'),
  new Option('--profile <name>', 'profile of the AWS configuration files; else AWS_PROFILE'),
];

/** The table that a command is about. */
export const tableOption = (): Option =>
  new Option('--table, --name <table>', 'name of the table').makeOptionMandatory();
