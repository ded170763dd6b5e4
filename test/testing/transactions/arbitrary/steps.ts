import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { singleWrite, writes } from './writes.js';

/** A transaction, perhaps under a token, and perhaps sent twice. */
export interface Transaction {
  readonly writes: readonly TransactWriteItem[];
  readonly token: string | undefined;
  readonly isRepeated: boolean;
}

/** A request: a transaction, or a write by itself. */
export type Step = Transaction | { readonly write: TransactWriteItem };

const transaction: fc.Arbitrary<Transaction> = fc.record({
  writes,
  token: fc.option(fc.constantFrom('one', 'two'), { nil: undefined }),
  isRepeated: fc.boolean(),
});

export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof({ weight: 3, arbitrary: transaction }, fc.record({ write: singleWrite })),
  { minLength: 1, maxLength: 12 },
);
