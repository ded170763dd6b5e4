import { expect } from 'chai';
import { Type } from 'class-transformer';
import { event, named, roundTripped } from './serializer.js';

/** Refuses what it would have accepted when the event was stored. */
class Money {
  constructor(
    readonly amount: number,
    readonly currency: string,
  ) {
    if (!(amount > 100)) throw new RangeError('The least is 100 now.');
  }

  get text() {
    return `${this.amount} ${this.currency}`;
  }
}

class Line {
  @Type(() => Money)
  readonly price: Money;

  constructor(
    readonly sku: string,
    price: Money,
  ) {
    if (!sku.startsWith('new-')) throw new RangeError('Only new ones are sold now.');
    this.price = price;
  }
}

class Invoiced {
  readonly initialised: string = 'by the constructor';

  constructor(readonly total: number) {
    if (!(total > 100)) throw new RangeError('The least is 100 now.');
  }

  get isLarge() {
    return this.total > 1000;
  }
}

class Ordered {
  @Type(() => Line)
  readonly first: Line;

  @Type(() => Line)
  readonly lines: readonly Line[];

  @Type(() => Line)
  readonly pages: readonly (readonly Line[])[];

  @Type(() => Line)
  readonly bySku: Map<string, Line>;

  @Type(() => Line)
  readonly distinct: Set<Line>;

  constructor(line: Line) {
    if (line.price.amount < 1000) throw new RangeError('Too small.');
    this.first = line;
    this.lines = [line];
    this.pages = [[line]];
    this.bySku = new Map([[line.sku, line]]);
    this.distinct = new Set([line]);
  }
}

const ordered = named('ordered', Ordered);

describe('An event is hydrated', () => {
  it('without its constructor, which may refuse today what happened yesterday', () => {
    const invoiced = event('{"t":"invoiced","d":{"total":5}}', named('invoiced', Invoiced));
    expect(invoiced).to.be.instanceOf(Invoiced).and.include({ total: 5, isLarge: false });
    expect(Object.keys(invoiced)).to.deep.equal(['total']);
  });

  it('without the constructors of nested classes, in lists, maps and sets too', () => {
    const line = '{"sku":"old","price":{"amount":5,"currency":"EUR"}}';
    const data = `{"first":${line},"lines":[${line}],"pages":[[${line}]],"bySku":{"old":${line}},"distinct":[${line}]}`;
    const found = event(`{"t":"ordered","d":${data}}`, ordered);
    if (!(found instanceof Ordered)) throw new Error('It is another event.');
    const { first, lines, pages, bySku, distinct } = found;
    expect(bySku).to.be.instanceOf(Map);
    expect(distinct).to.be.instanceOf(Set);
    for (const nested of [first, lines[0], pages[0]?.[0], bySku.get('old'), [...distinct][0]]) {
      expect(nested).to.be.instanceOf(Line).and.include({ sku: 'old' });
      expect(nested?.price).to.be.instanceOf(Money).and.include({ text: '5 EUR' });
    }
  });

  it('as it was', () => {
    const original = new Ordered(new Line('new-1', new Money(5000, 'EUR')));
    expect(roundTripped(original, ordered)).to.deep.equal(original);
  });

  it('where nothing or null was stored for a class', () => {
    const found = event('{"t":"ordered","d":{"first":null,"lines":[null]}}', ordered);
    expect({ ...found }).to.deep.equal({ first: null, lines: [null] });
  });
});
