import { Aggregate, Event, EventHandler, MemoryStore, Repository, StreamVersion } from '@eventsource/core';
import { expect } from 'chai';
import { application } from '../application.js';
import { stateOf, WatchedStore } from './watched-store.js';

@Event('added')
class Added {
  constructor(readonly amount: number) {}
}

@Aggregate('sum', { snapshot: { every: 2, version: 'ours' } })
class Sum {
  total = 0;

  @EventHandler()
  protected added({ amount }: Added) {
    this.total += amount;
  }
}

const record = (amount: number) => Buffer.from(`{"t":"added","d":{"amount":${amount}}}`);

/** A stream of two events, 1 and 2, with something beside them that says it is a snapshot. */
async function storeWith(data: string | Uint8Array, fingerprint = 'ours'): Promise<WatchedStore> {
  const store = new WatchedStore();
  await store.append({
    stream: 'sum:s-1',
    after: StreamVersion.start,
    id: Buffer.from('id'),
    records: [record(1), record(2)],
    snapshot: { version: 2, fingerprint, data: Buffer.from(data) },
  });
  return store;
}

const repositoryOf = (store: MemoryStore) => application({ aggregates: [Sum], store }).resolve(Repository);

async function totalFrom(data: string | Uint8Array, fingerprint?: string): Promise<number> {
  const { aggregate } = await repositoryOf(await storeWith(data, fingerprint)).load(Sum, 's-1');
  expect(aggregate).to.be.instanceOf(Sum);
  return aggregate.total;
}

describe('A stored snapshot', () => {
  it('is where a load begins', async () => {
    expect(await totalFrom('{"d":{"total":70}}')).to.equal(70);
  });

  it('is passed over when it has the fingerprint of other code', async () => {
    expect(await totalFrom('{"d":{"total":70}}', 'theirs')).to.equal(3);
  });

  const unusable: readonly [what: string, data: string | Uint8Array][] = [
    ['is empty', ''],
    ['is cut off', '{"d":{"total":70'],
    ['is no JSON', Buffer.of(0xff, 0xfe)],
    ['has no state', '{}'],
    ['has a state of another shape', '{"d":[70]}'],
    ['has no state but null', '{"d":null}'],
    ['carries commits of another shape', '{"d":{"total":70},"c":[["1","aWQ=",0]]}'],
    ['holds a "__proto__" key', '{"d":{"total":70,"__proto__":{"polluted":true}}}'],
    ['hides a "__proto__" key', '{"d":{"total":{"\\u005f_proto__":{"polluted":true}}}}'],
  ];
  for (const [what, data] of unusable) {
    it(`is passed over when it ${what}`, async () => {
      expect(await totalFrom(data)).to.equal(3);
      expect(Object.prototype).to.not.have.property('polluted');
    });
  }

  it('that is passed over is soon followed by one that is of use', async () => {
    for (const store of [await storeWith('{"d":{"total":70}}', 'theirs'), await storeWith('no JSON')]) {
      await repositoryOf(store).save(Sum, 's-1', [new Added(3)]);
      expect(store.versions).to.deep.equal([2, 3]);
      expect(store.given.slice(1).map(stateOf)).to.deep.equal([{ total: 6 }]);
    }
  });

  it('is of use also when its keys have names that every object has', async () => {
    expect(await totalFrom('{"d":{"total":70,"constructor":1,"hasOwnProperty":2,"toString":3}}')).to.equal(70);
  });

  it('is not asked for when the aggregate takes none', async () => {
    @Aggregate('sum')
    class WithoutSnapshots extends Sum {}
    const store = await storeWith('{"d":{"total":70}}');
    const repository = application({ aggregates: [WithoutSnapshots], store }).resolve(Repository);
    expect((await repository.load(WithoutSnapshots, 's-1')).aggregate.total).to.equal(3);
    expect(store.askedFor).to.deep.equal([undefined]);
  });

  it('is asked for with the interval, so that a store knows how far back to read', async () => {
    const store = await storeWith('{"d":{"total":70}}');
    await repositoryOf(store).load(Sum, 's-1');
    expect(store.askedFor).to.deep.equal([{ fingerprint: 'ours', every: 2 }]);
  });

  it('is not used for a view of an older version', async () => {
    const repository = repositoryOf(await storeWith('{"d":{"total":70}}'));
    expect((await repository.load(Sum, 's-1', { version: 1 })).aggregate.total).to.equal(1);
  });
});
