import { type JsonObject, MalformedRecordError, UnknownEventError } from '@eventsource/core';
import { expect } from 'chai';
import { Type } from 'class-transformer';
import { event, failure, named, position, record } from './serializer.js';

/** Version 1 had `carrier`, version 2 a list of them, version 3 tells when. */
class Shipped {
  @Type(() => Date)
  readonly at: Date = new Date(0);

  constructor(readonly carriers: readonly string[]) {}
}

const steps: number[] = [];

const shipped = named('shipped', Shipped, {
  version: 3,
  upcast: {
    1: ({ carrier, ...rest }) => {
      steps.push(1);
      return { ...rest, carriers: [carrier ?? 'unknown'] };
    },
    2: (data) => {
      steps.push(2);
      return { ...data, at: '2000-01-01T00:00:00Z' };
    },
  },
});

const upcast = (data: JsonObject, v?: number) => event(JSON.stringify({ t: 'shipped', d: data, v }), shipped);

const refusedBy = (step: (data: JsonObject) => JsonObject) =>
  failure(() => event('{"t":"shipped","d":{}}', named('shipped', Shipped, { version: 2, upcast: { 1: step } })));

describe('Upcasting', () => {
  beforeEach(() => {
    steps.length = 0;
  });

  it('brings an old record up to the class, a step at a time, before it is hydrated', () => {
    const at = new Date('2000-01-01T00:00:00Z');
    expect({ ...upcast({ carrier: 'DHL' }) }).to.deep.equal({ carriers: ['DHL'], at });
    expect(steps).to.deep.equal([1, 2]);
  });

  it('starts at the schema version of the record', () => {
    expect(upcast({ carriers: ['DHL'] }, 2)).to.deep.include({ carriers: ['DHL'] });
    expect(steps).to.deep.equal([2]);
  });

  it('leaves a record of the current version alone', () => {
    expect(upcast({ carriers: ['DHL'] }, 3)).to.not.have.property('at');
    expect(steps).to.deep.equal([]);
  });

  it('stores the current version', () => {
    expect(record(new Shipped(['DHL']), shipped)).to.include('"v":3');
  });

  it('refuses a record that newer code wrote, and says which version is known', () => {
    const error = failure(() => upcast({}, 4));
    expect(error).to.be.instanceOf(UnknownEventError);
    expect(error).to.include({ ...position, storedName: 'shipped', schemaVersion: 4 });
    expect(error).to.have.property('message').that.includes('only knows schema versions up to 3');
  });

  it('refuses what an upcaster fails on, with the error as cause', () => {
    const failed = new RangeError('No carrier.');
    const error = refusedBy(() => {
      throw failed;
    });
    expect(error)
      .to.be.instanceOf(MalformedRecordError)
      .and.include({ ...position, cause: failed });
    expect(error).to.have.property('problem').that.includes('upcaster from schema version 1');
  });

  for (const [what, result] of [
    ['nothing', undefined],
    ['null', null],
    ['a list', []],
    ['text', 'DHL'],
    ['a promise', Promise.resolve({})],
  ] as const) {
    it(`refuses an upcaster that returns ${what}`, () => {
      // @ts-expect-error: the compiler would have refused it, if it had been asked.
      const error = refusedBy(() => result);
      expect(error).to.be.instanceOf(MalformedRecordError);
      expect(error).to.have.property('problem').that.includes('upcaster from schema version 1');
    });
  }
});
