import type { Json, JsonObject } from '@eventsource/core';
import fc from 'fast-check';

/** Names that every object, list, map or promise has, and one that is empty. */
const taken = ['toString', 'hasOwnProperty', 'constructor', 'prototype', 'then', 'toJSON', 'length', 'size', 'get', ''];

/** Any sixteen bits: halves of surrogate pairs among them. */
const text = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) });

const key = fc.oneof(fc.constantFrom(...taken), fc.string(), text).filter((name) => name !== '__proto__');

/** JSON knows no negative zero. */
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value));

const { value, object } = fc.letrec<{ value: Json; object: JsonObject }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    fc.string({ unit: 'grapheme' }),
    number,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 5 }),
    tie('object'),
  ),
  object: fc.dictionary(key, tie('value'), { maxKeys: 5, noNullPrototype: true }),
}));

/** Whatever JSON can carry. */
export const jsonValues: fc.Arbitrary<Json> = value;
export const jsonObjects: fc.Arbitrary<JsonObject> = object;
