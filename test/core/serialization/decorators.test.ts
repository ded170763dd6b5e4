import { expect } from 'chai';
import { Exclude, Expose, Transform, Type } from 'class-transformer';
import { event, named, record, roundTripped } from './serializer.js';

const day = new Date('2024-05-06T00:00:00.000Z');
const dayText = '"2024-05-06T00:00:00.000Z"';

class Dated {
  @Type(() => Date)
  at: Date | null | undefined = day;

  @Type(() => Date)
  readonly all: readonly Date[] = [day];

  @Type(() => Date)
  readonly distinct: Set<Date> = new Set([day]);

  @Type(() => Date)
  readonly byName: Map<string, Date> = new Map([['first', day]]);
}

class Collected {
  @Type()
  readonly tags: Set<string> = new Set(['a', 'b']);

  @Type(() => Map)
  readonly counts: Map<string, number> = new Map([
    ['size', 1],
    ['constructor', 2],
    ['toString', 3],
  ]);
}

class Named {
  @Expose({ name: 'customer_name' })
  readonly customer: string = 'Joe';
}

class Swapped {
  @Expose({ name: 'b' })
  readonly a: number = 1;

  @Expose({ name: 'a' })
  readonly b: number = 2;
}

class Passed {
  @Expose({ name: 'b' })
  readonly a: number = 1;

  @Expose({ name: 'c' })
  readonly b: number = 2;
}

class Priced {
  @Transform(({ value }) => `${value}`, { toPlainOnly: true })
  @Transform(({ value }) => BigInt(value), { toClassOnly: true })
  readonly cents: bigint = 5n;

  @Transform(({ value }) => [...value], { toPlainOnly: true })
  @Transform(({ value }) => new Set(value), { toClassOnly: true })
  readonly seen: ReadonlySet<string> = new Set(['a']);
}

class Cached {
  @Exclude()
  readonly cache: Map<object, () => void> = new Map();

  readonly kept: string = 'yes';
}

@Exclude()
class OnlyExposed {
  @Expose()
  readonly shown: number = 1;

  readonly hidden: number = 2;
}

class Computed {
  readonly lines: readonly number[] = [1, 2];

  @Expose()
  get total() {
    return this.lines.reduce((sum, line) => sum + line, 0);
  }
}

class Defaulted {
  @Expose()
  @Transform(({ value }) => value ?? 'EUR', { toClassOnly: true })
  readonly currency: string = 'USD';
}

class Derived extends Dated {
  @Expose({ name: 'because' })
  readonly reason: string = 'late';
}

class Grouped {
  @Expose({ groups: ['admin'] })
  readonly secret: string = 'x';

  readonly open: string = 'y';
}

const type = (of: new () => object) => named('e', of);
const payload = (of: new () => object) => JSON.parse(record(new of(), type(of))).d;

describe('Decorators of class-transformer', () => {
  for (const of of [Dated, Collected, Named, Swapped, Passed, Priced, Computed, Derived]) {
    it(`bring back what they stand on, as it was: ${of.name}`, () => {
      expect(roundTripped(new of(), type(of))).to.deep.equal(new of());
      expect(roundTripped(new of(), type(of))).to.be.instanceOf(of);
    });
  }

  it('store dates as text, also in lists, sets and maps', () => {
    expect(record(new Dated(), type(Dated))).to.equal(
      `{"t":"e","d":{"at":${dayText},"all":[${dayText}],"distinct":[${dayText}],"byName":{"first":${dayText}}}}`,
    );
  });

  it('leave a date alone that is null or undefined', () => {
    for (const at of [null, undefined]) {
      expect(roundTripped(Object.assign(new Dated(), { at }), type(Dated))).to.have.property('all');
      expect(Reflect.get(roundTripped(Object.assign(new Dated(), { at }), type(Dated)), 'at')).to.equal(at);
    }
  });

  it('store a field under another name, and read records that have the old one', () => {
    expect(payload(Named)).to.deep.equal({ customer_name: 'Joe' });
    expect(event('{"t":"e","d":{"customer":"Ann"}}', type(Named))).to.include({ customer: 'Ann' });
  });

  it('store names that were passed on from one field to another', () => {
    expect(payload(Swapped)).to.deep.equal({ b: 1, a: 2 });
    expect(payload(Passed)).to.deep.equal({ b: 1, c: 2 });
  });

  it('convert with the user’s functions', () => {
    expect(payload(Priced)).to.deep.equal({ cents: '5', seen: ['a'] });
  });

  it('leave out what is excluded, so that it need not be JSON', () => {
    expect(payload(Cached)).to.deep.equal({ kept: 'yes' });
    expect(event('{"t":"e","d":{"cache":"x","kept":"yes"}}', type(Cached))).to.not.have.property('cache');
    expect(payload(OnlyExposed)).to.deep.equal({ shown: 1 });
    expect({ ...event('{"t":"e","d":{"shown":1,"hidden":2}}', type(OnlyExposed)) }).to.deep.equal({ shown: 1 });
  });

  it('store getters for others to read', () => {
    expect(payload(Computed)).to.deep.equal({ lines: [1, 2], total: 3 });
  });

  it('give an exposed field a value that no record has', () => {
    expect(event('{"t":"e","d":{}}', type(Defaulted))).to.include({ currency: 'EUR' });
  });

  it('are inherited', () => {
    expect(Object.keys(payload(Derived))).to.have.members(['at', 'all', 'distinct', 'byName', 'because']);
  });

  it('keep what is exposed to a group to that group', () => {
    expect(payload(Grouped)).to.deep.equal({ open: 'y' });
  });

  it('leave the event that a handler returned as it is', () => {
    const original = Object.freeze(new Dated());
    record(original, type(Dated));
    expect(original).to.deep.equal(new Dated());
  });
});
