import { type ResourceName, reservationKey } from '@eventsource/singleton';
import { expect } from 'chai';
import fc from 'fast-check';

/** Few letters, so that names that are nearly alike come up often. */
const text = fc.string({ unit: fc.constantFrom('\\', ':', '@', 'a', 'b'), maxLength: 6 });
const anyText = fc.oneof(text, fc.string({ unit: 'binary', maxLength: 10 }));
const names: fc.Arbitrary<ResourceName> = fc.record(
  { type: anyText, id: anyText, tenant: anyText },
  { requiredKeys: ['type', 'id'] },
);

/** The same key, cut at other places: what a careless key would take for the same. */
const alike = names.chain((name) => {
  const parts = [...(name.tenant === undefined ? [] : [name.tenant]), name.type, name.id].join(':').split('');
  const cut = fc.nat({ max: parts.length });
  return fc.tuple(fc.constant(name), cut, cut).map(([original, one, other]): ResourceName[] => {
    const [first, last] = [Math.min(one, other), Math.max(one, other)];
    const between = parts.slice(first, last).join('').replace(/^:|:$/g, '');
    const [before, after] = [parts.slice(0, first).join(''), parts.slice(last).join('').replace(/^:/, '')];
    return [original, { tenant: before, type: between, id: after }, { type: before, id: between + after }];
  });
});

describe('The key of a resource', () => {
  it('is that of the Go library, where the type holds neither a colon nor a backslash', () => {
    expect(reservationKey({ type: 'email', id: 'joe@example.com' })).to.equal('email:joe@example.com');
    expect(reservationKey({ type: 'email', id: 'a:b\\c' })).to.equal('email:a:b\\c');
    expect(reservationKey({ type: '', id: 'x' })).to.equal(':x');
  });

  it('escapes what would end a type or a tenant', () => {
    expect(reservationKey({ type: 'a:b', id: 'c:d' })).to.equal('a\\:b:c:d');
    expect(reservationKey({ type: 'a\\', id: 'b' })).to.equal('a\\\\:b');
    expect(reservationKey({ type: 'email', id: 'joe', tenant: 'a:b' })).to.equal('\\@a\\:b:email:joe');
    expect(reservationKey({ type: 'email', id: 'joe', tenant: '' })).to.equal('\\@:email:joe');
  });

  it('is never that of another', () => {
    fc.assert(
      fc.property(fc.oneof(alike, fc.tuple(names, names)), ([one, ...others]) => {
        for (const other of others) {
          const same = one?.type === other.type && one.id === other.id && one.tenant === other.tenant;
          expect(one && reservationKey(one) === reservationKey(other)).to.equal(same);
        }
      }),
      { numRuns: 20_000 },
    );
  });

  it('can be read back, which proves that no other has it', () => {
    fc.assert(
      fc.property(names, (name) => {
        expect(read(reservationKey(name))).to.deep.equal(name);
      }),
      { numRuns: 20_000 },
    );
  });
});

/** Reads a key as a parser would, from its definition alone. */
function read(key: string): ResourceName {
  const plain = String.raw`((?:[^\\:]|\\[\\:])*)`;
  const [, ofTenant, tenant = '', type = '', id = ''] =
    new RegExp(`^(\\\\@${plain}:)?${plain}:([^]*)$`, 'u').exec(key) ?? [];
  const unescaped = (escaped: string) => escaped.replace(/\\([\\:])/g, '$1');
  return { ...(ofTenant !== undefined && { tenant: unescaped(tenant) }), type: unescaped(type), id };
}
