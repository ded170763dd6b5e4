import { isDeepStrictEqual } from 'node:util';

/**
 * Whether a state is the same for all that code can see of it. Fields that are undefined and fields that are not there do
 * not differ, and neither do 0 and -0: JSON has one of each.
 */
export const sameState = (one: unknown, other: unknown): boolean =>
  one === other || isDeepStrictEqual(one, other) || (isObject(one) && isObject(other) && sameParts(one, other));

function sameParts(one: object, other: object): boolean {
  if (Object.getPrototypeOf(one) !== Object.getPrototypeOf(other)) return false;
  if (one instanceof Map && other instanceof Map) return sameState([...one], [...other]);
  if (one instanceof Set && other instanceof Set) return sameState([...one], [...other]);
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  // What has no fields keeps its state elsewhere, and was just found to differ.
  return names.size > 0 && [...names].every((name) => sameState(Reflect.get(one, name), Reflect.get(other, name)));
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
