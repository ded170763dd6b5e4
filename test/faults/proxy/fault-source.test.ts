import { expect } from 'chai';
import fc from 'fast-check';
import { everyFault } from './fault.js';
import { evenRates, ScriptedFaults, SeededFaults } from './fault-source.js';

const take = (count: number, seed: number, rates = evenRates(0.5)) => {
  const source = new SeededFaults(seed, rates);
  return Array.from({ length: count }, () => source.next());
};

describe('SeededFaults', () => {
  it('repeats the same faults after the same seed', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(take(200, seed)).to.deep.equal(take(200, seed));
      }),
    );
  });

  it('differs between seeds', () => {
    expect(take(200, 1)).not.to.deep.equal(take(200, 2));
  });

  it('lets every fault happen about as often as its rate says', () => {
    const met = take(24_000, 7);

    for (const fault of everyFault) {
      expect(met.filter((one) => one === fault).length, fault).to.be.within(800, 1200);
    }
    expect(met.filter((one) => one === undefined).length).to.be.within(11_400, 12_600);
  });

  it('never makes a fault whose rate is not given', () => {
    expect(new Set(take(1000, 3, { hang: 0.5 }))).to.deep.equal(new Set(['hang', undefined]));
  });
});

describe('ScriptedFaults', () => {
  it('meets the operation with its script in order and lets everything else pass', () => {
    const source = new ScriptedFaults('PutItem', 'hang', undefined, 'reset');

    expect(source.next('Query')).to.equal(undefined);
    expect(['PutItem', 'PutItem', 'PutItem', 'PutItem'].map((operation) => source.next(operation))).to.deep.equal([
      'hang',
      undefined,
      'reset',
      undefined,
    ]);
  });
});
