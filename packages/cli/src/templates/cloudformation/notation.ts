import { stringify } from 'yaml';
import type { Values } from './part.js';

export type Notation = 'yaml' | 'json';

/** CloudFormation reads YAML 1.1, where a bare `yes` is a boolean and `1:30` a number: such strings get quotes. */
export const written = (template: Values, notation: Notation): string =>
  notation === 'json'
    ? `${JSON.stringify(template, undefined, 2)}\n`
    : stringify(template, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });
