import { Argument, Option } from 'commander';

/** What the options of {@link streamOptions} come to. */
export interface StreamOptions {
  readonly aggregate?: string;
  readonly tenant?: string;
}

/** Which stream a command is about. */
export const streamArgument = (): Argument =>
  new Argument('<id>', "the stream's key, such as order:o-1; with --aggregate, the aggregate's id");

export const streamOptions = (): Option[] => [
  new Option('--aggregate <name>', "the aggregate's name: the id is then an aggregate's"),
  new Option('--tenant <name>', "the aggregate's tenant; needs --aggregate"),
];
