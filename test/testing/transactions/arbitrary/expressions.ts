import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import type { Item } from '../tables.js';
import { bytes, number, text, texts, value } from './values.js';

export interface Expression {
  readonly text: string;
  readonly names: Readonly<Record<string, string>>;
  readonly values: Item;
}

/** Of an expression: about the attribute `#a` and the value `:v`, which have names of their own where it is used. */
export interface Part {
  readonly form: string;
  readonly attribute: string;
  readonly value: AttributeValue | undefined;
}

const part = (forms: readonly string[], value: fc.Arbitrary<AttributeValue | undefined>): fc.Arbitrary<Part> =>
  fc.record({ form: fc.constantFrom(...forms), attribute: fc.constantFrom('n', 'text', 'set', 'any'), value });

const nothing = fc.constant(undefined);
const types = fc.constantFrom('S', 'N', 'SS', 'B', 'BOOL', 'L', 'M').map((S) => ({ S }));

export const condition: fc.Arbitrary<Part> = fc.oneof(
  part(['attribute_exists(#a)', 'attribute_not_exists(#a)'], nothing),
  part(['#a = :v', '#a <> :v', 'NOT #a = :v', '#a IN (:v)', 'contains(#a, :v)'], value),
  part(['#a < :v', '#a <= :v', '#a > :v', '#a >= :v'], fc.oneof(number, text, bytes)),
  part(['begins_with(#a, :v)'], text),
  part(['size(#a) > :v', 'size(#a) = :v'], number),
  part(['attribute_type(#a, :v)'], types),
);

export const change: fc.Arbitrary<Part> = fc.oneof(
  part(['SET #a = :v', 'SET #a = if_not_exists(#a, :v)'], value),
  part(['REMOVE #a'], nothing),
  part(['ADD #a :v'], fc.oneof(number, texts)),
  part(['DELETE #a :v'], texts),
  part(['SET #a = #a + :v', 'SET #a = #a - :v'], number),
);

/** @param prefix of its names, since a write may have two expressions. */
export function expression(parts: readonly Part[], prefix: string, joinedBy = ''): Expression {
  const named = parts.map((part, index) => ({ ...part, name: `${prefix}${index}` }));
  return {
    text: named.map(({ form, name }) => form.replaceAll('#a', `#${name}`).replaceAll(':v', `:${name}`)).join(joinedBy),
    names: Object.fromEntries(named.map(({ name, attribute }) => [`#${name}`, attribute])),
    values: Object.fromEntries(named.flatMap(({ name, value }) => (value ? [[`:${name}`, value]] : []))),
  };
}
