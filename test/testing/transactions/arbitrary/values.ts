import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';

// Few values, so that conditions hold now and then, and whole numbers: DynamoDB Local adds 1.5 to 1.5 and has 3.0.
export const number = fc.constantFrom('0', '1', '-1', '2', '10').map((N) => ({ N }));
export const text = fc.constantFrom('a', 'ab', 'b', 'ü', '🚚').map((S) => ({ S }));
export const texts = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 }).map((SS) => ({ SS }));
export const bytes = fc.uint8Array({ minLength: 1, maxLength: 3 }).map((array) => ({ B: Uint8Array.from(array) }));

export const value: fc.Arbitrary<AttributeValue> = fc.oneof(
  number,
  text,
  texts,
  bytes,
  fc.boolean().map((BOOL) => ({ BOOL })),
  fc.array(number, { maxLength: 2 }).map((L) => ({ L })),
  text.map((deep) => ({ M: { deep } })),
);
