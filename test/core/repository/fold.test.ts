import {
  type Commit,
  Dispatcher,
  defaultAddress,
  defaultNaming,
  type Fold,
  MalformedStreamError,
  MemoryStore,
  plainIds,
  Repository,
  type StoredCommit,
  UnknownEventError,
} from '@eventsource/core';
import { expect } from 'chai';
import { Account, Deposit } from '../accounts/account.js';
import { application } from '../application.js';

/** Keeps what is appended in reach of the test. */
class OpenStore extends MemoryStore {
  readonly commits: Commit[] = [];

  override async append(commit: Commit) {
    this.commits.push(commit);
    return super.append(commit);
  }
}

const stored = ({ after, records, id }: Commit): StoredCommit => ({ first: after.number + 1, records, id });

describe('A fold', () => {
  const address = { aggregate: 'account', aggregateId: 'a' };
  let store: OpenStore;
  let repository: Repository;

  beforeEach(async () => {
    store = new OpenStore();
    const app = application({ aggregates: [Account], store });
    repository = app.resolve(Repository);
    for (let amount = 1; amount <= 10; amount++) {
      await app.resolve(Dispatcher).dispatch(new Deposit('a', amount), { id: `deposit-${amount}` });
    }
  });

  function begin(): Fold {
    const fold = repository.fold(address);
    if (!fold) throw new TypeError('There is no fold.');
    return fold;
  }

  /** The results of comparing each snapshot, which a test may change. */
  function comparisons(change: (text: string) => string = (text) => text) {
    const fold = begin();
    return store.commits.flatMap((commit) => {
      fold.apply(stored(commit));
      const { snapshot } = commit;
      if (!snapshot) return [];
      return fold.compare({ ...snapshot, data: Buffer.from(change(Buffer.from(snapshot.data).toString())) });
    });
  }

  it('knows its stream, and the version it has come to', () => {
    const fold = begin();
    expect(fold).to.include({ stream: 'account:a', version: 0 });
    for (const commit of store.commits.slice(0, 3)) fold.apply(stored(commit));
    expect(fold.version).to.equal(3);
  });

  it('finds the snapshots that were taken to be what the events lead to', () => {
    expect(comparisons()).to.deep.equal([{ result: 'same' }, { result: 'same' }]);
  });

  it('finds another state', () => {
    expect(comparisons((text) => text.replace('"balance":55', '"balance":54'))).to.deep.equal([
      { result: 'same' },
      { result: 'different', problem: 'its "balance" is not what the events lead to.' },
    ]);
  });

  it('finds a field that no class has', () => {
    const [first] = comparisons((text) => text.replace('"balance":15', '"balance":15,"limit":3'));
    expect(first).to.deep.include({ result: 'different', problem: 'its "limit" is not what the events lead to.' });
  });

  it('finds command ids that are not carried', () => {
    const [first] = comparisons((text) => text.replace(/"c":\[.*\],"d"/, '"c":[],"d"'));
    expect(first).to.include({ result: 'different' });
  });

  it('finds a snapshot that cannot be read', () => {
    const results = comparisons(() => '{"d":[]}');
    expect(results[0]).to.deep.equal({ result: 'unreadable', problem: 'The snapshot holds no state.' });
  });

  it('ignores a snapshot of other code', () => {
    const fold = begin();
    const [commit] = store.commits;
    if (commit) fold.apply(stored(commit));
    expect(fold.compare({ version: 1, fingerprint: 'older', data: Buffer.from('x') })).to.deep.equal({
      result: 'ignored',
    });
  });

  it('compares no snapshot of another version than its own', () => {
    expect(() => begin().compare({ version: 1, fingerprint: 'x', data: Buffer.from('x') })).to.throw(RangeError);
  });

  it('refuses a commit that is not the next', () => {
    const [, second] = store.commits.map(stored);
    expect(() => second && begin().apply(second)).to.throw(MalformedStreamError, 'what comes next begins at version 2');
  });

  it('fails where a load would', () => {
    const commit = { first: 1, records: [Buffer.from('{"t":"gone","d":{}}')] };
    expect(() => begin().apply(commit)).to.throw(UnknownEventError);
  });

  it('leaves cached aggregates and the store alone', async () => {
    comparisons((text) => text.replace(/"balance":\d+/, '"balance":0'));
    const { aggregate } = await repository.load(Account, 'a');
    expect(aggregate.balance).to.equal(55);
    expect(store.commits).to.have.length(10);
  });

  it('is of no aggregate that is not installed', () => {
    expect(repository.fold({ ...address, aggregate: 'order' })).to.equal(undefined);
  });

  it("is of the stream that the application's naming names", () => {
    const named = application({ aggregates: [Account], streamNaming: plainIds }).resolve(Repository);
    expect(named.fold(address)?.stream).to.equal('a');
  });
});

describe('defaultAddress', () => {
  const addresses = [
    { aggregate: 'order', aggregateId: 'o-1' },
    { aggregate: 'order', aggregateId: 'a:b::c' },
    { aggregate: 'order', aggregateId: ':' },
    { aggregate: 'order', aggregateId: 'line\nbreak' },
    { aggregate: 'order', aggregateId: 'o-1', tenant: 'acme' },
    { aggregate: 'order', aggregateId: 'o:1', tenant: 'a:b/ü %' },
    { aggregate: 'order', aggregateId: 'o-1', tenant: '' },
  ];

  for (const address of addresses) {
    it(`is the inverse of defaultNaming for ${JSON.stringify(address)}`, () => {
      expect(defaultAddress(defaultNaming(address))).to.deep.equal(address);
    });
  }

  for (const stream of ['', 'o-1', ':', '::', ':x', 'order:', ':acme:order', ':acme:order:', ':%:order:o-1']) {
    it(`knows no address of ${JSON.stringify(stream)}`, () => {
      const address = defaultAddress(stream);
      expect(address && defaultNaming(address)).to.equal(undefined);
    });
  }
});
