import { Option } from 'commander';

/** Of every command that a later run can go on with: see `resumable`. */
export const checkpointOption = (): Option =>
  new Option('--checkpoint <file>', 'keep in this file how far it has come, and go on from there next time');
