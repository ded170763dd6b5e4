import { Aggregate, EventHandler } from '@eventsource/core';
import { expect } from 'chai';
import { Exclude, Transform, Type } from 'class-transformer';
import { applying, Changed, throughSnapshot } from './through-snapshot.js';

const snapshot = { every: 1 };

class Money {
  constructor(readonly cents: number) {
    if (!Number.isInteger(cents)) throw new RangeError('Whole cents only.');
  }

  get text() {
    return `${(this.cents / 100).toFixed(2)}`;
  }
}

abstract class Discount {}

class Percent extends Discount {
  constructor(readonly percent: number) {
    super();
  }
}

class Fixed extends Discount {
  constructor(readonly cents: number) {
    super();
  }
}

const byKind = {
  discriminator: {
    property: 'kind',
    subTypes: [
      { name: 'percent', value: Percent },
      { name: 'fixed', value: Fixed },
    ],
  },
};

@Aggregate('decorated', { snapshot })
class Decorated {
  @Type(() => Date)
  opened: Date | undefined = undefined;

  @Type(() => Money)
  balance = new Money(0);

  @Type(() => Money)
  byName: Map<string, Money> = new Map([['initial', new Money(1)]]);

  @Type(() => Date)
  days: Set<Date> = new Set();

  @Type(() => Map)
  counts = new Map<string, number>();

  @Type(() => Set)
  tags = new Set<string>(['initial']);

  @Transform(({ value }) => String(value), { toPlainOnly: true })
  @Transform(({ value }) => BigInt(value), { toClassOnly: true })
  total = 0n;

  @Type(() => Discount, byKind)
  discounts: readonly Discount[] = [];

  @EventHandler()
  protected changed(_: Changed) {
    applying();
    this.opened = new Date(5);
    this.balance = new Money(150);
    this.byName = new Map([['a', new Money(250)]]);
    this.days.add(new Date(6));
    this.counts.set('size', 3);
    this.tags = new Set(['a', 'b']);
    this.total = 12345678901234567890n;
    this.discounts = [new Percent(5), new Fixed(100)];
  }
}

@Aggregate('equipped', { snapshot })
class Equipped {
  @Exclude()
  protected readonly rule = (count: number) => count > 0;

  @Exclude()
  protected readonly cache = new Map([['by', 'the initialiser']]);

  count = 0;

  @EventHandler()
  protected changed(_: Changed) {
    applying();
    this.count++;
  }

  get state() {
    return [this.rule(this.count), this.cache.get('by')];
  }
}

describe('A snapshot of state with decorators', () => {
  it('brings back dates, classes, maps, sets and what conversions make', async () => {
    const restored = await throughSnapshot(Decorated);
    expect({ ...restored }).to.deep.equal({
      opened: new Date(5),
      balance: new Money(150),
      byName: new Map([['a', new Money(250)]]),
      days: new Set([new Date(6)]),
      counts: new Map([['size', 3]]),
      tags: new Set(['a', 'b']),
      total: 12345678901234567890n,
      discounts: [new Percent(5), new Fixed(100)],
    });
    expect(restored.balance.text).to.equal('1.50');
    expect(restored.byName.get('a')).to.be.instanceOf(Money);
    expect(restored.discounts[1]).to.be.instanceOf(Fixed);
  });

  it('leaves what is excluded to the initialisers', async () => {
    const restored = await throughSnapshot(Equipped);
    expect([restored.count, ...restored.state]).to.deep.equal([1, true, 'the initialiser']);
  });
});
