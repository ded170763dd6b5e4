/** A number for people: `1,234,567`, with one digit behind the point where it has any. */
export const count = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 1 });

const STEPS = ['bytes', 'KB', 'MB', 'GB', 'TB'];

/** A size for people, in steps of 1,024: `3.4 MB`. */
export function bytes(size: number): string {
  const step = Math.min(Math.floor(Math.log2(Math.max(size, 1)) / 10), STEPS.length - 1);
  return `${count(size / 1024 ** step)} ${STEPS[step]}`;
}

/** `1 stream`, `12,345 streams` */
export const counted = (value: number, one: string): string => `${count(value)} ${one}${value === 1 ? '' : 's'}`;
