import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item } from './item.js';

/** What one item may take, names included: 400 KB. A quota of DynamoDB that cannot be raised. */
export const MAX_ITEM_SIZE = 400 * 1024;

/**
 * The size of an item in bytes as DynamoDB counts it: names and text in UTF-8, binary as it is, numbers by
 * {@link numberSize}. Lists, maps and sets, which this package never writes, are not counted.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function itemSize(item: Item): number {
  let size = 0;
  for (const [name, value] of Object.entries(item)) size += textSize(name) + valueSize(value);
  return size;
}

/** Write units for an item of this size: one per started KB. */
export const writeUnits = (size: number): number => Math.max(1, Math.ceil(size / 1024));

export const textSize = (text: string): number => Buffer.byteLength(text);

function valueSize(value: AttributeValue): number {
  if (value.B !== undefined) return value.B.byteLength;
  if (value.S !== undefined) return textSize(value.S);
  if (value.N !== undefined) return numberSize(value.N);
  return value.BOOL !== undefined || value.NULL !== undefined ? 1 : 0;
}

/** Of a natural number: one byte, and one for each pair of digits, counted from the right, up to the last that is not 00. */
function numberSize(digits: string): number {
  if (digits === '0') return 1;
  const zeros = /0*$/.exec(digits)?.[0].length ?? 0;
  return 1 + Math.ceil(digits.length / 2) - Math.floor(zeros / 2);
}
