import { deepStrictEqual } from 'node:assert/strict';
import { Aggregate, Event, EventHandler, type Json, Repository } from '@eventsource/core';
import { Type } from 'class-transformer';
import fc from 'fast-check';
import { application } from '../application.js';
import { jsonObjects, jsonValues } from './json-values.js';
import { named, roundTripped } from './serializer.js';

class Anything {}

class Money {
  constructor(
    readonly amount: number,
    readonly note: Json,
  ) {}
}

class Typed {
  @Type(() => Date)
  readonly at: Date;

  @Type(() => Money)
  readonly prices: readonly Money[];

  @Type(() => Money)
  readonly byName: Map<string, Money>;

  constructor(at: Date, prices: readonly (readonly [string, Money])[]) {
    this.at = at;
    this.prices = prices.map(([, price]) => price);
    this.byName = new Map(prices);
  }
}

@Event('noted')
class Noted {
  constructor(readonly note: Json) {}
}

@Aggregate('notebook', { snapshot: { every: 2 } })
class Notebook {
  notes: Json[] = [];

  @EventHandler()
  protected noted({ note }: Noted) {
    this.notes.push(note);
  }
}

const dates = fc.date({ noInvalidDate: true });
const prices = fc.array(
  fc.tuple(
    fc.string().filter((name) => name !== '__proto__'),
    fc.tuple(fc.integer(), jsonValues).map(([amount, note]) => new Money(amount, note)),
  ),
  { maxLength: 4 },
);

describe('Whatever JSON can carry', () => {
  it('comes back as it was, under whatever names', () => {
    const anything = named('anything', Anything);
    fc.assert(
      fc.property(jsonObjects, (fields) => {
        const original = Object.assign(new Anything(), fields);
        deepStrictEqual(roundTripped(original, anything), original);
      }),
    );
  });

  it('comes back as it was beside fields with decorators, and within their classes', () => {
    const typed = named('typed', Typed);
    fc.assert(
      fc.property(dates, prices, jsonObjects, (at, prices, fields) => {
        const original = Object.assign(new Typed(at, prices), { fields });
        deepStrictEqual(roundTripped(original, typed), original);
      }),
    );
  });

  it('comes back as it was through a store, by events and by a snapshot', async () => {
    const repository = application({ aggregates: [Notebook] }).resolve(Repository);
    let book = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(jsonValues, { minLength: 1, maxLength: 4 }), async (notes) => {
        const id = `n-${book++}`;
        for (const note of notes) await repository.save(Notebook, id, [new Noted(note)]);
        const { aggregate, version } = await repository.load(Notebook, id);
        deepStrictEqual([aggregate.notes, version], [notes, notes.length]);
      }),
    );
  });
});
