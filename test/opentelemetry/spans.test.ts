import {
  Aggregate,
  Command,
  CommandHandler,
  Event,
  EventHandler,
  type LoadOptions,
  MemoryStore,
} from '@eventsource/core';
import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { expect } from 'chai';
import { Account, Deposit, DepositAll, Deposited, Withdraw } from '../core/accounts/account.js';
import { application } from '../core/accounts/application.js';
import { isPrecededBy, ScriptedStore } from '../core/accounts/scripted-store.js';
import { traced } from './accounts.js';
import { ChargingStore } from './charging-store.js';
import { Sdk } from './sdk.js';
import { spanTree } from './span-tree.js';

const alice = {
  'eventsource.aggregate.name': 'account',
  'eventsource.aggregate.id': 'alice',
  'eventsource.stream': 'account:alice',
};

const free = {
  'eventsource.store.request.count': 0,
  'eventsource.store.read_units': 0,
  'eventsource.store.write_units': 0,
};

@Event('filled')
class Filled {}

@Command('shelf')
class Fill {
  constructor(readonly shelf: string) {}
}

@Aggregate('shelf')
class Shelf {
  @CommandHandler()
  fill(_: Fill) {
    return new Filled();
  }

  @EventHandler()
  protected filled(_: Filled) {}
}

describe('the spans of a command', () => {
  let sdk: Sdk;

  beforeEach(() => {
    sdk = Sdk.tracing();
  });

  afterEach(Sdk.unregister);

  it('are dispatch, and inside it load, decide and append', async () => {
    await traced().dispatcher.dispatch(new Deposit('alice', 1));

    expect(spanTree(sdk.spans)).to.deep.equal([
      'dispatch account.deposit',
      '  load account',
      '  decide account.deposit',
      '  append account',
    ]);
  });

  it('say whose it is, its versions, its attempts and what was charged', async () => {
    await traced().dispatcher.dispatch(new DepositAll('alice', [1, 2]));

    expect(sdk.spans.map(({ attributes }) => attributes)).to.deep.equal([
      {
        ...alice,
        ...free,
        'eventsource.handler': 'account.depositAll',
        'eventsource.attempt.count': 1,
        'eventsource.version': 2,
        'eventsource.event.count': 2,
        'eventsource.outcome': 'stored',
      },
      { ...alice, 'eventsource.version': 0 },
      {
        ...alice,
        'eventsource.handler': 'account.depositAll',
        'eventsource.version': 0,
        'eventsource.cache.hit': false,
        'eventsource.event.count': 2,
        'eventsource.outcome': 'emitted',
      },
      { ...alice, 'eventsource.version': 2, 'eventsource.event.count': 2 },
    ]);
  });

  it('are internal, without status or events, and of this package', async () => {
    await traced().dispatcher.dispatch(new Deposit('alice', 1));

    for (const { kind, status, events, instrumentationScope } of sdk.spans) {
      expect({ kind, status, events }).to.deep.equal({
        kind: SpanKind.INTERNAL,
        status: { code: SpanStatusCode.UNSET },
        events: [],
      });
      expect(instrumentationScope).to.include({ name: '@eventsource/opentelemetry', version: '0.1.0' });
    }
  });

  it('are the children of the span that is active at the call', async () => {
    const { dispatcher } = traced();

    await trace.getTracer('test').startActiveSpan('POST /deposits', async (span) => {
      await dispatcher.dispatch(new Deposit('alice', 1));
      span.end();
    });

    expect(spanTree(sdk.spans).slice(0, 3)).to.deep.equal([
      'POST /deposits',
      '  dispatch account.deposit',
      '    load account',
    ]);
  });

  it('have as children what a store does in them', async () => {
    const store = new ScriptedStore();
    const tracer = trace.getTracer('client');
    store.next(async (append, commit) => {
      tracer.startSpan('DynamoDB.PutItem').end();
      return append(commit);
    });

    await traced(store).dispatcher.dispatch(new Deposit('alice', 1));

    expect(spanTree(sdk.spans).slice(-2)).to.deep.equal(['  append account', '    DynamoDB.PutItem']);
  });

  it('show a cache hit: nothing is loaded', async () => {
    const { dispatcher } = traced();
    await dispatcher.dispatch(new Deposit('alice', 1));
    sdk.spans;

    await dispatcher.dispatch(new Deposit('alice', 1));

    const spans = sdk.spans;
    expect(spanTree(spans)).to.deep.equal(['dispatch account.deposit', '  decide account.deposit', '  append account']);
    expect(spans[1]?.attributes).to.include({ 'eventsource.cache.hit': true, 'eventsource.version': 1 });
  });

  it('show what was stale: it is refreshed and decided on again', async () => {
    const memory = new MemoryStore();
    const { dispatcher } = traced(memory);
    await dispatcher.dispatch(new Deposit('alice', 1));
    await application(memory).dispatcher.dispatch(new Deposit('alice', 1));
    sdk.spans;

    await dispatcher.dispatch(new Withdraw('alice', 2));

    const spans = sdk.spans;
    expect(spanTree(spans)).to.deep.equal([
      'dispatch account.withdraw',
      '  decide account.withdraw',
      '  refresh account',
      '  decide account.withdraw',
      '  append account',
    ]);
    expect(spans[2]?.attributes).to.include({ ...alice, 'eventsource.version': 2 });
    expect(spans[3]?.attributes).to.include({ 'eventsource.cache.hit': false, 'eventsource.version': 2 });
  });

  it('show a retry: the append that lost has failed, the dispatch has not', async () => {
    const memory = new MemoryStore();
    const store = new ScriptedStore(memory);
    store.next(isPrecededBy(() => application(memory).dispatcher.dispatch(new Deposit('alice', 1))));

    await traced(store).dispatcher.dispatch(new Deposit('alice', 1));

    const spans = sdk.spans;
    const attempt = ['  load account', '  decide account.deposit', '  append account'];
    expect(spanTree(spans)).to.deep.equal(['dispatch account.deposit', ...attempt, ...attempt]);
    const [dispatch, , , lost, ...rest] = spans;
    expect(dispatch?.attributes).to.include({ 'eventsource.attempt.count': 2, 'eventsource.outcome': 'stored' });
    expect(lost?.attributes).to.include({ 'error.type': 'ConcurrencyError' });
    expect(lost?.status.code).to.equal(SpanStatusCode.ERROR);
    for (const span of rest.concat(dispatch ?? [])) expect(span.status.code).to.equal(SpanStatusCode.UNSET);
  });

  it('show the size of a snapshot, and that a load starts from one', async () => {
    const { dispatcher, repository } = traced();

    await dispatcher.dispatch(new DepositAll('alice', [1, 1, 1, 1, 1]));
    await repository.load(Account, 'alice');

    const [append, load] = sdk.spans.slice(-2);
    expect(append?.attributes).to.include({ 'eventsource.snapshot.size': 19 });
    expect(load?.attributes).to.deep.equal({ ...alice, 'eventsource.version': 5, 'eventsource.snapshot.version': 5 });
  });

  it('add up the requests of a step', async () => {
    class PagedStore extends ChargingStore {
      override async load(stream: string, options?: LoadOptions) {
        await super.load(stream, options);
        return super.load(stream, options);
      }
    }

    await traced(new PagedStore()).dispatcher.dispatch(new Deposit('alice', 1));

    expect(sdk.spans[1]?.attributes).to.include({
      'eventsource.store.request.count': 2,
      'eventsource.store.read_units': 2,
      'eventsource.store.write_units': 0,
    });
  });

  it('show a slot that is looked into for a lost answer', async () => {
    const memory = new MemoryStore();
    const store = new ScriptedStore(memory, true);
    const { dispatcher } = traced(store);
    const others = application(memory).dispatcher;
    await dispatcher.dispatch(new Deposit('alice', 1));
    store.next(async (append, commit) => {
      await append(commit);
      for (let done = 0; done < 5; done++) await others.dispatch(new Deposit('alice', 1));
      return append(commit);
    });
    sdk.spans;

    await dispatcher.dispatch(new Deposit('alice', 1));

    const read = sdk.spans.find(({ name }) => name === 'read account');
    expect(read?.attributes).to.deep.equal({ ...alice, 'eventsource.version': 2 });
  });

  it('name the tenant', async () => {
    await traced().dispatcher.dispatch(new Deposit('alice', 1), { tenant: 'north' });

    expect(sdk.spans[0]?.attributes).to.include({
      'eventsource.tenant': 'north',
      'eventsource.stream': ':north:account:alice',
    });
  });

  it('of an import are those of a dispatch', async () => {
    await traced().repository.save(Account, 'alice', [new Deposited(1)]);

    expect(spanTree(sdk.spans)[0]).to.equal('dispatch account.save');
  });

  it('of a read are one', async () => {
    await traced().repository.load(Account, 'alice');

    expect(spanTree(sdk.spans)).to.deep.equal(['load account']);
  });

  it('are made also when the SDK comes after install', async () => {
    Sdk.unregister();
    const { dispatcher } = traced();
    sdk = Sdk.tracing();

    await dispatcher.dispatch(new Deposit('alice', 1));

    expect(sdk.spans).to.have.length(4);
  });

  it('of dispatches at the same time do not mix', async () => {
    const { dispatcher } = traced();

    await Promise.all(['alice', 'bob', 'carol'].map((name) => dispatcher.dispatch(new Deposit(name, 1))));

    const spans = sdk.spans;
    for (const root of spans.filter(({ name }) => name.startsWith('dispatch'))) {
      const { spanId } = root.spanContext();
      const children = spans.filter(({ parentSpanContext }) => parentSpanContext?.spanId === spanId);
      const streams = children.map(({ attributes }) => attributes['eventsource.stream']);
      expect(streams).to.deep.equal(Array(3).fill(root.attributes['eventsource.stream']));
    }
  });
});

describe('the spans of commands that are stored together', () => {
  let sdk: Sdk;

  beforeEach(() => {
    sdk = Sdk.tracing();
  });

  afterEach(Sdk.unregister);

  it('are one dispatch with one append', async () => {
    await traced().dispatcher.dispatchAll([new Deposit('alice', 1), new DepositAll('bob', [1, 2])]);

    const spans = sdk.spans;
    expect(spanTree(spans)).to.deep.equal([
      'dispatch account',
      '  load account',
      '  load account',
      '  decide account.deposit',
      '  decide account.depositAll',
      '  append account',
    ]);
    expect(spans[0]?.attributes).to.deep.equal({
      ...free,
      'eventsource.aggregate.name': 'account',
      'eventsource.streams': ['account:alice', 'account:bob'],
      'eventsource.handlers': ['account.deposit', 'account.depositAll'],
      'eventsource.attempt.count': 1,
      'eventsource.versions': [1, 2],
      'eventsource.event.count': 3,
      'eventsource.outcome': 'stored',
    });
    expect(spans.at(-1)?.attributes).to.deep.equal({
      'eventsource.aggregate.name': 'account',
      'eventsource.streams': ['account:alice', 'account:bob'],
      'eventsource.versions': [1, 2],
      'eventsource.event.count': 3,
    });
  });

  it('name nothing in common where there is nothing', async () => {
    const { dispatcher } = traced(undefined, { aggregates: [Account, Shelf] });

    await dispatcher.dispatchAll([new Deposit('alice', 1), new Fill('s-1')]);

    const [dispatch, append] = [sdk.spans].flatMap((spans) => [spans[0], spans.at(-1)]);
    expect([dispatch?.name, append?.name]).to.deep.equal(['dispatch', 'append']);
    expect(append?.attributes).to.not.have.property('eventsource.aggregate.name');
    expect(append?.attributes).to.deep.include({ 'eventsource.streams': ['account:alice', 'shelf:s-1'] });
  });

  it('are named after the handler if it is one', async () => {
    await traced().dispatcher.dispatchAll([new Deposit('alice', 1), new Deposit('bob', 1)]);

    const [dispatch] = sdk.spans;
    expect(dispatch?.name).to.equal('dispatch account.deposit');
  });
});
