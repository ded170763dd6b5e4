import CliTable from 'cli-table3';
import type { Session } from '../session.js';
import { styleOf } from './style.js';

export type Cell = string | number;

export interface Column {
  readonly title: string;
  /** Numbers stand right. Default: left. */
  readonly align?: 'left' | 'right';
}

const INVISIBLE = [
  ...['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'],
  ...['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'],
];

/** Rows under titles, if there are columns, without a frame, so that they can be copied and cut. */
export function table({ stdout }: Session, columns: readonly Column[], rows: readonly (readonly Cell[])[]): string {
  const { bold } = styleOf(stdout);
  const drawn = new CliTable({
    ...(columns.length > 0 && { head: columns.map(({ title }) => bold(title)) }),
    colAligns: columns.map(({ align = 'left' }) => align),
    chars: { ...Object.fromEntries(INVISIBLE.map((name) => [name, ''])), middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  drawn.push(...rows.map((row) => [...row]));
  return drawn.toString().replace(/ +$/gm, '');
}
