import { UnserializableError } from '@eventsource/core';
import { expect } from 'chai';
import { Expose, Transform, Type } from 'class-transformer';
import { failure, named, record } from './serializer.js';

class Noted {
  constructor(readonly note: unknown) {}
}

class Money {
  constructor(readonly amount: unknown) {}
}

class Euros extends Money {}

class Steps extends Array<number> {}

/** The same payload once for a class without decorators and once for one that has some, on another field. */
class NotedAt extends Noted {
  @Type(() => Date)
  readonly at: Date = new Date(0);
}

class Typed {
  @Type(() => Money)
  price: unknown;

  @Type(() => Money)
  prices: unknown;

  @Type(() => Money)
  byName: Map<unknown, unknown> = new Map();

  @Type(() => Date)
  at: unknown;

  @Type(() => Date)
  days: Set<unknown> = new Set();

  @Type(() => Number)
  count: unknown;

  @Type(() => Buffer)
  bytes: unknown;
}

class Converted {
  @Transform(() => [5n])
  readonly value: number = 1;
}

class Colliding {
  readonly price: number = 1;

  @Expose({ name: 'price' })
  readonly otherPrice: number = 2;
}

class Failing {
  @Transform(() => {
    throw new RangeError('No way.');
  })
  readonly value: number = 1;
}

const cycle: { inner: { back?: object } } = { inner: {} };
cycle.inner.back = cycle;
const list: unknown[] = [1];
list.push([list]);

const sparse = [1, 2, 3];
delete sparse[1];

let deep: unknown = 'the end';
for (let level = 0; level < 100_000; level++) deep = [deep];

const unfit: readonly [what: string, note: unknown, path: string, problem: RegExp][] = [
  ['a bigint', { count: 1n }, 'note.count', /is a bigint/],
  ['a function', [() => 1], 'note[0]', /is a function/],
  ['a symbol', Symbol('x'), 'note', /is a symbol/],
  ['NaN', [[Number.NaN]], 'note[0][0]', /is NaN, which JSON stores as null/],
  ['Infinity', { least: -Infinity }, 'note.least', /is -Infinity/],
  ['a Date', { at: new Date(0) }, 'note.at', /is a Date.*@Type\(\(\) => Date\)/],
  ['an invalid Date', new Date(Number.NaN), 'note', /is a Date/],
  ['a Map', new Map([[1, 2]]), 'note', /is a Map.*@Type\(\(\) => Map\)/],
  ['a Set', { seen: [new Set()] }, 'note.seen[0]', /is a Set/],
  ['an instance of a class', { price: new Money(5) }, 'note.price', /is a Money.*@Type\(\(\) => Money\)/],
  ['an instance of an anonymous class', new (class {})(), 'note', /is a class instance/],
  ['an array of a class derived from Array', Steps.of(1), 'note', /is a Steps/],
  ['bytes', new Uint8Array(2), 'note', /is a Uint8Array.*the field with @Transform/],
  ['a regular expression', /x/, 'note', /is a RegExp/],
  ['a boxed string', Object('x'), 'note', /is a String/],
  ['an error', new TypeError('x'), 'note', /is a TypeError/],
  ['a promise', Promise.resolve(), 'note', /is a Promise/],
  ['undefined in a list', [1, undefined], 'note[1]', /is undefined, which JSON stores as null/],
  ['a hole in a list', sparse, 'note[1]', /is undefined/],
  ['a cycle of objects', cycle, 'note.inner.back', /refers back/],
  ['a cycle of lists', list, 'note[1][0]', /refers back/],
  ['a "__proto__" key', JSON.parse('{"a":{"__proto__":{}}}'), 'note.a.__proto__', /would replace a prototype/],
  ['a toJSON method', { toJSON: () => 1 }, 'note.toJSON', /is a function/],
];

function refusal(event: object): UnserializableError {
  const error = failure(() => record(event, named('noted', Object(event).constructor)));
  if (!(error instanceof UnserializableError)) throw error;
  return error;
}

const typed = (fields: Partial<Typed>) => refusal(Object.assign(new Typed(), fields));

describe('A payload is refused', () => {
  for (const [what, note, path, problem] of unfit) {
    it(`that holds ${what}, with the path to it`, () => {
      for (const event of [new Noted(note), new NotedAt(note)]) {
        expect(refusal(event)).to.include({ target: 'Event "noted"', path });
        expect(refusal(event).problem).to.match(problem);
      }
    });
  }

  it('that is nested deeper than any stack', () => {
    for (const event of [new Noted(deep), new NotedAt(deep)]) {
      expect(refusal(event).problem).to.equal('is nested more than 500 levels deep.');
    }
  });

  it('that has a "__proto__" key itself', () => {
    const event: object = Object.defineProperty(new Noted(1), '__proto__', { value: 1, enumerable: true });
    expect(refusal(event)).to.include({ path: '__proto__' });
  });
});

describe('A payload with decorators is refused', () => {
  const cases: readonly [what: string, fields: Partial<Typed>, path: string, problem: RegExp][] = [
    ['an unfit value in a nested class', { price: new Money(1n) }, 'price.amount', /bigint/],
    ['an unfit value in a list of classes', { prices: [new Money(1), new Money([NaN])] }, 'prices[1].amount[0]', /NaN/],
    ['an unfit value in a map of classes', { byName: new Map([['a', new Money(NaN)]]) }, 'byName.a.amount', /NaN/],
    ['undefined in a list of classes', { prices: [undefined] }, 'prices[0]', /undefined/],
    ['undefined in a map', { byName: new Map([['a', undefined]]) }, 'byName.a', /undefined/],
    ['a map with keys that are no strings', { byName: new Map([[1, 2]]) }, 'byName', /key that is not a string/],
    ['a map with the key "__proto__"', { byName: new Map([['__proto__', 2]]) }, 'byName.__proto__', /prototype/],
    ['an object where a map was', { byName: Object({ a: 1 }) }, 'byName', /is no Map, but would come back as one/],
    ['a derived class, which would come back as its base class', { price: new Euros(5) }, 'price', /is a Euros.*Money/],
    ['another class', { price: new Noted(5) }, 'price', /is a Noted/],
    ['a map where the compiler saw none', { price: new Map() }, 'price', /is a Map, but the compiler emitted another/],
    ['an invalid date', { at: new Date(Number.NaN) }, 'at', /invalid date/],
    ['an invalid date in a set', { days: new Set([new Date(Number.NaN)]) }, 'days[0]', /invalid date/],
    ['text where a date was', { at: '2024-05-06' }, 'at', /is a string, which would come back as a Date/],
    ['text where a number was', { count: '5' }, 'count', /is a string, which would come back as a number/],
    ['bytes, which @Type alone does not bring back', { bytes: Buffer.from('x') }, 'bytes', /@Transform/],
  ];
  for (const [what, fields, path, problem] of cases) {
    it(`for ${what}`, () => {
      expect(typed(fields).path).to.equal(path);
      expect(typed(fields).problem).to.match(problem);
    });
  }

  it('for a cycle through its classes', () => {
    const money: { amount: unknown } = new Money(1);
    money.amount = { price: [money] };
    expect(typed({ price: money }).path).to.equal('price.amount.price[0]');
  });

  it('for what a conversion returned', () => {
    expect(refusal(new Converted())).to.include({ path: 'value[0]', problem: 'is a bigint, which JSON cannot carry.' });
  });

  it('for two fields that are stored under one name', () => {
    expect(refusal(new Colliding())).to.include({ path: 'otherPrice' });
  });

  it('for a conversion that fails, with the error as cause', () => {
    const error = refusal(new Failing());
    expect(error).to.include({ path: 'value' });
    expect(error.cause).to.be.instanceOf(RangeError);
  });
});
