import { MalformedRecordError, UnserializableError } from '@eventsource/core';
import { expect } from 'chai';
import { Type } from 'class-transformer';
import { event, failure, named, record, roundTripped } from './serializer.js';

abstract class Payment {
  constructor(readonly amount: number) {
    if (!(amount > 0)) throw new RangeError('A payment is positive.');
  }
}

class Card extends Payment {
  constructor(
    amount: number,
    readonly digits: string,
  ) {
    super(amount);
  }
}

class Cash extends Payment {}

class Cheque extends Payment {}

const byKind = {
  discriminator: {
    property: 'kind',
    subTypes: [
      { name: 'card', value: Card },
      { name: 'cash', value: Cash },
    ],
  },
};

class Paid {
  @Type(() => Payment, byKind)
  readonly first: Payment;

  @Type(() => Payment, byKind)
  readonly rest: readonly Payment[];

  constructor(first: Payment, ...rest: readonly Payment[]) {
    this.first = first;
    this.rest = rest;
  }
}

class Circle {
  readonly kind: string = 'circle';
  readonly radius: number = 1;
}

class Drawn {
  @Type(() => Object, {
    keepDiscriminatorProperty: true,
    discriminator: { property: 'kind', subTypes: [{ name: 'circle', value: Circle }] },
  })
  readonly shape: Circle = new Circle();
}

class DrawnWithoutKeeping {
  @Type(() => Circle, { discriminator: { property: 'kind', subTypes: [{ name: 'circle', value: Circle }] } })
  readonly shape: Circle = new Circle();
}

const paid = named('paid', Paid);

describe('A discriminator', () => {
  it('brings back the classes it names, without their constructors', () => {
    const original = new Paid(new Card(5, '1234'), new Cash(1), new Card(2, '5678'));
    const found = roundTripped(original, paid);
    expect(found).to.deep.equal(original);
    expect(event('{"t":"paid","d":{"first":{"amount":-1,"kind":"cash"}}}', paid))
      .to.have.property('first')
      .that.is.instanceOf(Cash);
  });

  it('is stored beside the fields, and leaves the event alone', () => {
    const original = Object.freeze(new Paid(Object.freeze(new Cash(5))));
    expect(record(original, paid)).to.equal('{"t":"paid","d":{"first":{"amount":5,"kind":"cash"},"rest":[]}}');
    expect(original.first).to.not.have.property('kind');
  });

  it('refuses a class that it does not name', () => {
    const error = failure(() => record(new Paid(new Cash(1), new Cheque(1)), paid));
    expect(error).to.be.instanceOf(UnserializableError).and.include({ path: 'rest[0]' });
  });

  it('refuses stored names that it does not know', () => {
    const error = failure(() => event('{"t":"paid","d":{"first":{"amount":1,"kind":"cheque"}}}', paid));
    expect(error).to.be.instanceOf(MalformedRecordError);
    expect(error).to.have.property('message').that.includes('"cheque" is not a "kind"');
  });

  it('may be a field of the class when it is kept', () => {
    const drawn = named('drawn', Drawn);
    expect(record(new Drawn(), drawn)).to.equal('{"t":"drawn","d":{"shape":{"kind":"circle","radius":1}}}');
    expect(roundTripped(new Drawn(), drawn)).to.deep.equal(new Drawn());
  });

  it('refuses a field of its name that would be lost', () => {
    const error = failure(() => record(new DrawnWithoutKeeping(), named('drawn', DrawnWithoutKeeping)));
    expect(error).to.be.instanceOf(UnserializableError).and.include({ path: 'shape.kind' });
  });
});
