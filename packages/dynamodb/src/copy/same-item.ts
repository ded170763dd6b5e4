import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item } from '../item/item.js';

/** Whether two items hold the same attributes, byte for byte. The order of attributes, and in a set, says nothing. */
export function sameItem(one: Item, other: Item): boolean {
  const names = Object.keys(one);
  if (names.length !== Object.keys(other).length) return false;
  return names.every((name) => sameValue(one[name], Object.hasOwn(other, name) ? other[name] : undefined));
}

function sameValue(one: AttributeValue | undefined, other: AttributeValue | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  if (one.B !== undefined) return other.B !== undefined && Buffer.compare(one.B, other.B) === 0;
  if (one.L !== undefined) return other.L !== undefined && sameList(one.L, other.L);
  if (one.M !== undefined) return other.M !== undefined && sameItem(one.M, other.M);
  if (one.SS !== undefined) return sameTexts(one.SS, other.SS);
  if (one.NS !== undefined) return sameTexts(one.NS, other.NS);
  if (one.BS !== undefined) return sameTexts(one.BS.map(hex), other.BS?.map(hex));
  return one.S === other.S && one.N === other.N && one.BOOL === other.BOOL && one.NULL === other.NULL;
}

const sameList = (one: readonly AttributeValue[], other: readonly AttributeValue[]): boolean =>
  one.length === other.length && one.every((value, index) => sameValue(value, other[index]));

const sameTexts = (one: readonly string[], other: readonly string[] | undefined): boolean =>
  other !== undefined && JSON.stringify([...one].sort()) === JSON.stringify([...other].sort());

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
