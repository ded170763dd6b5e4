const numbers = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** `12,345` */
export const amount = (value: number): string => numbers.format(value);

/** `1 stream`, `12,345 streams` */
export const counted = (value: number, one: string): string => `${amount(value)} ${one}${value === 1 ? '' : 's'}`;

/** `1.5 MB`, with 1,024 bytes to a KB, as DynamoDB counts. */
export function bytesText(bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(bytes, 1)) / 10));
  return `${amount(bytes / 1024 ** power)} ${UNITS[power]}`;
}

const UNITS = ['bytes', 'KB', 'MB', 'GB', 'TB'];
