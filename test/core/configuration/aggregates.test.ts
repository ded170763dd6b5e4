import {
  Aggregate,
  type Class,
  CommandHandler,
  Dispatcher,
  EventHandler,
  install,
  MemoryStore,
} from '@eventsource/core';
import { expect } from 'chai';
import { container } from 'tsyringe';
import { Open, Opened, OpenedOnly } from './messages.js';
import { refusal, refused } from './refusal.js';

class Undecorated {}

@Aggregate('')
class Nameless extends OpenedOnly {}

@Aggregate('a:b')
class NameWithColon extends OpenedOnly {}

@Aggregate('taken')
class First extends OpenedOnly {}

@Aggregate('taken')
class Second extends OpenedOnly {}

@Aggregate('decorated')
class Decorated extends OpenedOnly {}

class InheritsItsDecorator extends Decorated {}

@Aggregate('needs-arguments')
class NeedsArguments extends OpenedOnly {
  readonly limit: number;

  constructor(limits?: { readonly perDay: number }) {
    super();
    if (!limits) throw new RangeError('limits are missing');
    this.limit = limits.perDay;
  }
}

// @ts-expect-error: a cache mode is one of three words.
@Aggregate('cached-how', { cache: 'sometimes' })
class CachedHow extends OpenedOnly {}

@Aggregate('idle')
class Idle {
  open(_: Open) {}
}

@Aggregate('read-only')
class ReadOnly extends OpenedOnly {}

@Aggregate('account')
class Account {
  @CommandHandler()
  open(_: Open) {
    return new Opened();
  }

  @EventHandler()
  protected opened(_: Opened) {}
}

describe('An aggregate is refused', () => {
  it('without @Aggregate', () => {
    expect(refusal({ aggregates: [Undecorated] })).to.deep.equal(['aggregate-undecorated: Undecorated']);
  });

  it('when only its base class has @Aggregate', () => {
    expect(refusal({ aggregates: [InheritsItsDecorator] })).to.deep.equal([
      'aggregate-undecorated: InheritsItsDecorator',
    ]);
  });

  it('when it was not there yet, as bundlers leave it in files that import each other', () => {
    const aggregates: Class[] = JSON.parse('[null]');
    expect(refusal({ aggregates: [...aggregates, Account] })).to.deep.equal(['aggregate-undecorated: install']);
  });

  it('when it handles nothing, but not when it handles events only', () => {
    expect(refusal({ aggregates: [Idle] })).to.deep.equal(['aggregate-handles-nothing: Idle']);
    install(container.createChildContainer(), { aggregates: [ReadOnly], store: new MemoryStore() });
  });

  it('without a name', () => {
    expect(refusal({ aggregates: [Nameless] })).to.deep.equal(['aggregate-name: Nameless']);
  });

  it('when its name holds the colon that separates names from ids', () => {
    expect(refusal({ aggregates: [NameWithColon] })).to.deep.equal(['aggregate-name: NameWithColon']);
  });

  it('when another aggregate has its name', () => {
    expect(refusal({ aggregates: [First, Second] })).to.deep.equal(['aggregate-name-taken: Second']);
  });

  it('when its constructor fails without arguments', () => {
    expect(refusal({ aggregates: [NeedsArguments] })).to.deep.equal(['aggregate-constructor: NeedsArguments']);
  });

  it('when its cache mode is none', () => {
    expect(refusal({ aggregates: [CachedHow] })).to.deep.equal(['cache-mode: CachedHow']);
  });
});

describe('An application is refused', () => {
  for (const cachedAggregates of [0, -1, 2.5, Number.NaN]) {
    it(`that is to keep ${cachedAggregates} aggregates in memory`, () => {
      expect(refusal({ aggregates: [Account], cachedAggregates })).to.deep.equal(['cache-size: install']);
    });
  }

  it('without a store', () => {
    const app = container.createChildContainer();
    const { mistakes } = refused(() => install(app, { aggregates: [Account] }));
    expect(mistakes.map(({ code, where }) => [code, where])).to.deep.equal([['store-missing', 'install']]);
    expect(mistakes[0]?.problem).to.include('add dynamoDb({ table }) of @eventsource/dynamodb, or');
    expect(app.isRegistered(Dispatcher)).to.equal(false);
  });

  it('in a container that holds one, which goes on working', async () => {
    const app = container.createChildContainer();
    const module = { aggregates: [Account], store: new MemoryStore() };
    install(app, module);
    const { mistakes } = refused(() => install(app, module));
    expect(mistakes.map(({ code, where }) => [code, where])).to.deep.equal([['already-installed', 'install']]);
    expect((await app.resolve(Dispatcher).dispatch(new Open('a-1'))).version).to.equal(1);
  });
});
