import { MalformedRecordError } from '@eventsource/core';
import { expect } from 'chai';
import { Expose, Type } from 'class-transformer';
import { event, failure, named, position } from './serializer.js';

const calls: string[] = [];

class Total {
  readonly amount: number = 5;

  get doubled() {
    return this.amount * 2;
  }

  set rounded(value: number) {
    calls.push(`rounded ${value}`);
  }

  describe() {
    return `${this.amount}`;
  }
}

/** The same with decorators, on itself and on a nested class. */
class DecoratedTotal extends Total {
  @Type(() => Date)
  readonly at: Date = new Date(0);

  @Type(() => Total)
  readonly inner: Total = new Total();
}

class Opened {
  @Expose()
  get doubled() {
    return 5;
  }
}

class Settable {
  @Expose()
  get cents() {
    return this.stored * 100;
  }

  set cents(value: number) {
    this.stored = value / 100;
  }

  protected stored: number = 0;
}

const total = named('total', Total);
const decorated = named('total', DecoratedTotal);
const own = (target: object) => Object.entries(target);

describe('A stored "__proto__" key', () => {
  const records: readonly [where: string, data: string][] = [
    ['as it is', '{"__proto__":{"polluted":true}}'],
    ['in an object', '{"note":{"__proto__":{"polluted":true}}}'],
    ['in a list', '{"note":[[{"__proto__":{"polluted":true}}]]}'],
    ['with an escaped letter', '{"\\u005f_proto__":{"polluted":true}}'],
    [
      'with every letter escaped',
      `{"${[...'__proto__'].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}":1}`,
    ],
    ['in a nested class', '{"inner":{"__proto__":{"polluted":true}}}'],
    ['beside one that is refused', '{"constructor":{"prototype":{"__proto__":1}}}'],
  ];
  for (const [where, data] of records) {
    it(`is refused, ${where}`, () => {
      for (const type of [total, decorated]) {
        const error = failure(() => event(`{"t":"total","d":${data}}`, type));
        expect(error).to.be.instanceOf(MalformedRecordError).and.include(position);
        expect(error).to.have.property('message').that.includes('__proto__');
      }
      expect(Object.prototype).to.not.have.property('polluted');
    });
  }

  it('is refused beside the payload, too', () => {
    expect(failure(() => event('{"t":"total","d":{},"m":{"__proto__":"x"}}', total))).to.be.instanceOf(
      MalformedRecordError,
    );
  });

  it('may be a value', () => {
    expect(event('{"t":"total","d":{"amount":"__proto__","other":"\\u005f_proto__"}}', total)).to.include({
      amount: '__proto__',
      other: '__proto__',
    });
  });
});

describe('A stored "constructor" key', () => {
  for (const data of ['{"constructor":{"prototype":{"polluted":true}}}', '{"constructor":"Object","amount":1}']) {
    it(`is a field like any other: ${data}`, () => {
      for (const type of [total, decorated]) {
        const found = event(`{"t":"total","d":${data}}`, type);
        expect(found).to.be.instanceOf(Total);
        expect(Object.fromEntries(own(found))).to.deep.equal(JSON.parse(data));
      }
      expect(Object.prototype).to.not.have.property('polluted');
      expect(Total.prototype).to.not.have.property('polluted');
    });
  }

  it('stays one in nested data', () => {
    const names = ['constructor', 'prototype', 'hasOwnProperty', 'then', 'toString', 'valueOf', 'length'];
    const data = { amount: Object.fromEntries(names.map((name, index) => [name, index])) };
    for (const type of [total, decorated]) {
      const found = event(JSON.stringify({ t: 'total', d: { ...data, inner: data } }), type);
      expect(found).to.deep.include(data);
      expect({ ...Object(Reflect.get(found, 'inner')) }).to.deep.equal(data);
    }
  });
});

describe('A stored key with the name', () => {
  it('of a setter does not run it', () => {
    for (const type of [total, decorated]) event('{"t":"total","d":{"rounded":1,"inner":{"rounded":2}}}', type);
    expect(calls).to.deep.equal([]);
  });

  it('of a getter or a method hides it on this one event, and fails nothing', () => {
    for (const type of [total, decorated]) {
      const found = event('{"t":"total","d":{"doubled":7,"describe":"x","toString":"y"}}', type);
      expect(Object.fromEntries(own(found))).to.deep.equal({ doubled: 7, describe: 'x', toString: 'y' });
    }
    expect(new Total().doubled).to.equal(10);
    expect(new Total().describe()).to.equal('5');
  });

  it('of a getter that is stored for others to read is passed over', () => {
    expect(Reflect.get(event('{"t":"total","d":{"doubled":7}}', named('total', Opened)), 'doubled')).to.equal(5);
  });

  it('of a setter that @Expose stands on runs it, since the user said so', () => {
    expect(event('{"t":"total","d":{"cents":700}}', named('total', Settable))).to.include({ stored: 7 });
  });
});
