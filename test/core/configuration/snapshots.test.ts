import { Aggregate, type Class } from '@eventsource/core';
import { expect } from 'chai';
import { Transform, Type } from 'class-transformer';
import { application } from '../application.js';
import { OpenedOnly } from './messages.js';
import { refusal, refused } from './refusal.js';

@Aggregate('never', { snapshot: { every: 0 } })
class Never extends OpenedOnly {}

@Aggregate('half', { snapshot: { every: 2.5 } })
class Half extends OpenedOnly {}

@Aggregate('undefined', { snapshot: { every: Number.NaN } })
class Undefined extends OpenedOnly {}

@Aggregate('secretive', { snapshot: { every: 10 } })
class Secretive extends OpenedOnly {
  #balance = 0;

  get balance() {
    return this.#balance++;
  }
}

@Aggregate('secretive-base', { snapshot: { every: 10 } })
class DerivedFromSecretive extends Secretive {}

@Aggregate('secretive-without-snapshots')
class SecretiveWithoutSnapshots extends Secretive {}

class Wallet {
  @Type(() => Secretive)
  readonly account: Secretive = new Secretive();
}

@Aggregate('holds-secretive', { snapshot: { every: 10 } })
class HoldsSecretive extends OpenedOnly {
  @Type(() => Wallet)
  protected readonly wallet: Wallet = new Wallet();
}

@Aggregate('converts-secretive', { snapshot: { every: 10 } })
class ConvertsSecretive extends OpenedOnly {
  @Type(() => Secretive)
  @Transform(({ value }) => value && { balance: 0 }, { toPlainOnly: true })
  @Transform(({ value }) => value && new Secretive(), { toClassOnly: true })
  protected readonly account: Secretive = new Secretive();
}

@Aggregate('holds-map', { snapshot: { every: 10 } })
class HoldsMap extends OpenedOnly {
  protected readonly lines = { byId: new Map([['l-1', 5]]) };
}

@Aggregate('holds-set', { snapshot: { every: 10 } })
class HoldsSet extends OpenedOnly {
  protected readonly seen = new Set(['a']);
}

@Aggregate('holds-date', { snapshot: { every: 10 } })
class HoldsDate extends OpenedOnly {
  protected readonly terms = [{ from: 'today', until: new Date(0) }];
}

@Aggregate('holds-function', { snapshot: { every: 10 } })
class HoldsFunction extends OpenedOnly {
  protected readonly rule = () => true;
}

describe('Snapshots are refused', () => {
  it('at intervals that are no positive whole number', () => {
    expect(refusal({ aggregates: [Never, Half, Undefined] })).to.deep.equal([
      'snapshot-interval: Never',
      'snapshot-interval: Half',
      'snapshot-interval: Undefined',
    ]);
  });

  it('of #private fields, which no code but their class can read, also those of a base class', () => {
    expect(refusal({ aggregates: [Secretive, DerivedFromSecretive] })).to.deep.equal([
      'snapshot-private-field: Secretive',
      'snapshot-private-field: DerivedFromSecretive',
    ]);
    expect(() => application({ aggregates: [SecretiveWithoutSnapshots] })).to.not.throw();
  });

  it('of #private fields in values, unless a conversion stores these', () => {
    const { mistakes } = refused(() => application({ aggregates: [HoldsSecretive] }));
    expect(mistakes.map(({ code, where }) => [code, where])).to.deep.equal([
      ['snapshot-private-field', 'HoldsSecretive'],
    ]);
    expect(mistakes[0]?.problem).to.include('#private fields of Secretive');
    expect(() => application({ aggregates: [ConvertsSecretive] })).to.not.throw();
  });

  const unfit: readonly [type: Class, path: string, what: string][] = [
    [HoldsMap, 'lines.byId', 'Map'],
    [HoldsSet, 'seen', 'Set'],
    [HoldsDate, 'terms[0].until', 'Date'],
    [HoldsFunction, 'rule', 'function'],
  ];
  for (const [type, path, what] of unfit) {
    it(`of a ${what}, which would come back as something else, with the path to it`, () => {
      const { mistakes } = refused(() => application({ aggregates: [type] }));
      expect(mistakes.map(({ code, where }) => [code, where])).to.deep.equal([['snapshot-state', type.name]]);
      expect(mistakes[0]?.problem).to.include(`"${path}" is a ${what}`);
    });
  }
});

describe('A refused installation', () => {
  it('tells each mistake in a line of its message, with its class and code', () => {
    const { message } = refused(() => application({ aggregates: [Never, HoldsSet] }));
    expect(message.split('\n')).to.have.length(3);
    expect(message).to.match(/^2 mistakes in the configuration:/);
    expect(message).to.match(
      /^ {2}- Never: .*"snapshot.every" is 0: it must be a whole number of at least 1\..*\[snapshot-interval\]$/m,
    );
    expect(message).to.match(/^ {2}- HoldsSet: .*"seen" is a Set.*\[snapshot-state\]$/m);
  });
});
