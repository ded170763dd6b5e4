import { InvalidArgumentError } from 'commander';

interface Range {
  readonly least: number;
  readonly most?: number;
}

/** Reads a whole number of an option: `--rcap 25`. */
export const wholeNumber =
  ({ least, most = Number.MAX_SAFE_INTEGER }: Range) =>
  (text: string): number => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It must be a whole number ${rangeText(least, most)}.`);
  };

const rangeText = (least: number, most: number): string =>
  most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;

/** Reads capacity units in a second, whole ones and at least one. */
export const units = wholeNumber({ least: 1 });
