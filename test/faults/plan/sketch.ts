import fc from 'fast-check';
import type { Action } from './action.js';
import type { Step } from './step.js';

/** A step before it is known which ones come before it. A transfer goes so many accounts further, around the circle. */
export interface Sketch extends Pick<Step, 'account' | 'action' | 'expected' | 'abortAfter' | 'timeout' | 'cache'> {
  readonly named: boolean;
  /** Repeats an earlier step, of this worker or another, under its id. */
  readonly repeat?: { readonly worker: number; readonly back: number; readonly altered: boolean } | undefined;
}

export const ACCOUNTS = 8;

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<Action>({ kind: 'open' }) },
  {
    weight: 8,
    arbitrary: fc
      .array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 3 })
      .map((amounts): Action => ({ kind: 'deposit', amounts })),
  },
  {
    weight: 8,
    arbitrary: fc.integer({ min: 1, max: 200 }).map((amount): Action => ({ kind: 'withdraw', amount })),
  },
  { weight: 1, arbitrary: fc.constant<Action>({ kind: 'audit' }) },
  { weight: 2, arbitrary: fc.constant<Action>({ kind: 'read' }) },
);

/** Mostly transfers, of money that deposits bring in. */
const transferring: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc
      .record({ to: fc.integer({ min: 1, max: ACCOUNTS - 1 }), amount: fc.integer({ min: 1, max: 60 }) })
      .map((transfer): Action => ({ kind: 'transfer', ...transfer })),
  },
  {
    weight: 3,
    arbitrary: fc
      .array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 3 })
      .map((amounts): Action => ({ kind: 'deposit', amounts })),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 200 }).map((amount): Action => ({ kind: 'withdraw', amount })),
  },
  { weight: 1, arbitrary: fc.constantFrom<Action>({ kind: 'audit' }, { kind: 'read' }) },
);

/** How many e-mail addresses {@link ACCOUNTS} users compete for. */
const EMAILS = 5;

const registering: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.nat(EMAILS - 1).map((email): Action => ({ kind: 'register', email })),
  },
  {
    weight: 9,
    arbitrary: fc.nat(EMAILS - 1).map((email): Action => ({ kind: 'change', email })),
  },
  { weight: 5, arbitrary: fc.constant<Action>({ kind: 'close' }) },
);

/** Present in so many of 100 cases. */
const sometimes = <T>(percent: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 100 - percent, arbitrary: fc.constant(undefined) }, { weight: percent, arbitrary });

const sketchOf = (action: fc.Arbitrary<Action>): fc.Arbitrary<Sketch> =>
  fc.record({
    account: fc.nat(ACCOUNTS - 1),
    action,
    named: fc.boolean(),
    expected: sometimes(20, fc.constantFrom(0, 0, -1, 1)),
    abortAfter: sometimes(5, fc.nat(200)),
    timeout: sometimes(5, fc.integer({ min: 1, max: 400 })),
    cache: sometimes<'refresh' | 'bypass'>(10, fc.constantFrom('refresh', 'bypass')),
    repeat: sometimes(
      15,
      fc.record({
        worker: fc.nat(7),
        back: fc.integer({ min: 1, max: 12 }),
        altered: fc.constantFrom(false, false, true),
      }),
    ),
  });

export const sketch = sketchOf(action);
export const transferSketch = sketchOf(transferring);
export const registrationSketch = sketchOf(registering);
