import { styleText } from 'node:util';
import type { Io } from './io.js';

/** Paints text, or leaves it as it is. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
}

const FORMATS = ['bold', 'dim', 'red', 'green', 'yellow', 'cyan'] as const;

/** Colours for a terminal, and none for a pipe or a file. */
export function styleOf(stream: Io['stdout'] | Io['stdin']): Style {
  const painted = hasColors(stream);
  const paint = (format: (typeof FORMATS)[number]) => (text: string) => (painted ? styled(format, text) : text);
  return {
    bold: paint('bold'),
    dim: paint('dim'),
    red: paint('red'),
    green: paint('green'),
    yellow: paint('yellow'),
    cyan: paint('cyan'),
  };
}

/**
 * Whether it is a terminal that shows colours; `NO_COLOR` and `FORCE_COLOR` decide otherwise.
 *
 * @see https://no-color.org
 */
export function hasColors({ isTTY = false }: { readonly isTTY?: boolean | undefined }): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== '0';
  return isTTY && TERM !== 'dumb';
}

// Later versions of Node.js look at this process's stdout on their own.
const styled = (format: (typeof FORMATS)[number], text: string) => styleText(format, text, { validateStream: false });
