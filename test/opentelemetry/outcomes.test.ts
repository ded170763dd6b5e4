import { MemoryStore, type Middleware, ThrottledError } from '@eventsource/core';
import { SpanStatusCode } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { expect } from 'chai';
import { Deposit, Run, Withdraw } from '../core/accounts/account.js';
import { application, rejection } from '../core/accounts/application.js';
import {
  failsWith,
  isAppliedUnanswered,
  isLost,
  isPrecededBy,
  ScriptedStore,
} from '../core/accounts/scripted-store.js';
import { traced } from './accounts.js';
import { Sdk } from './sdk.js';

const UNSET = { code: SpanStatusCode.UNSET };

const named = (spans: readonly ReadableSpan[], name: string) => spans.find((span) => span.name.startsWith(name));

describe('the outcome of a command, in its spans:', () => {
  let sdk: Sdk;

  beforeEach(() => {
    sdk = Sdk.tracing();
  });

  afterEach(() => {
    expect(sdk.open, 'spans that never ended').to.equal(0);
    Sdk.unregister();
  });

  it('a rejection is no error', async () => {
    await rejection(traced().dispatcher.dispatch(new Withdraw('alice', 5)));

    const spans = sdk.spans;
    for (const span of spans) expect(span).to.deep.include({ status: UNSET });
    for (const span of [named(spans, 'dispatch'), named(spans, 'decide')]) {
      expect(span?.attributes).to.include({
        'eventsource.outcome': 'rejected',
        'eventsource.rejection.type': 'Overdrawn',
      });
      expect(span?.attributes).to.not.have.property('error.type');
    }
  });

  it('what a rejection says is not recorded', async () => {
    await rejection(traced().dispatcher.dispatch(new Withdraw('alice', 5)));

    const recorded = sdk.spans.map(({ name, attributes, status }) => ({ name, attributes, status }));
    expect(JSON.stringify(recorded)).to.not.include('There are only');
  });

  it('a version that was expected and is not there is a rejection', async () => {
    await rejection(traced().dispatcher.dispatch(new Deposit('alice', 5), { expectedVersion: 3 }));

    const dispatch = named(sdk.spans, 'dispatch');
    expect(dispatch).to.deep.include({ status: UNSET });
    expect(dispatch?.attributes).to.include({ 'eventsource.rejection.type': 'UnexpectedVersionError' });
  });

  it('no events leave the aggregate unchanged', async () => {
    await traced().dispatcher.dispatch(new Run('alice', () => undefined));

    const spans = sdk.spans;
    expect(named(spans, 'dispatch')?.attributes).to.include({
      'eventsource.outcome': 'unchanged',
      'eventsource.event.count': 0,
      'eventsource.version': 0,
    });
    expect(named(spans, 'decide')?.attributes).to.include({ 'eventsource.outcome': 'unchanged' });
  });

  it('a failure of the store is an error of the step and of the dispatch', async () => {
    const store = new ScriptedStore();
    store.next(failsWith(new ThrottledError('The table')));

    const error = await rejection(traced(store).dispatcher.dispatch(new Deposit('alice', 1)));

    const spans = sdk.spans;
    for (const span of [named(spans, 'dispatch'), named(spans, 'append')]) {
      expect(span?.attributes).to.include({ 'error.type': 'ThrottledError' });
      expect(span?.attributes).to.not.have.property('eventsource.outcome');
      expect(span?.status).to.deep.equal({
        code: SpanStatusCode.ERROR,
        message: error instanceof Error ? error.message : '',
      });
      expect(span?.events).to.deep.equal([]);
    }
    expect(named(spans, 'decide')).to.deep.include({ status: UNSET });
  });

  it('conflicts without end are an error', async () => {
    const memory = new MemoryStore();
    const store = new ScriptedStore(memory);
    const race = isPrecededBy(() => application(memory).dispatcher.dispatch(new Deposit('alice', 1)));
    store.next(race, race);

    await rejection(traced(store, { retry: { attempts: 2 } }).dispatcher.dispatch(new Deposit('alice', 1)));

    const dispatch = named(sdk.spans, 'dispatch');
    expect(dispatch?.attributes).to.include({ 'error.type': 'ConcurrencyError', 'eventsource.attempt.count': 2 });
    expect(dispatch?.status.code).to.equal(SpanStatusCode.ERROR);
  });

  it('an outcome that is unknown is an error', async () => {
    for (const fate of [isLost, isAppliedUnanswered]) {
      const store = new ScriptedStore();
      store.next(fate);

      await rejection(traced(store).dispatcher.dispatch(new Deposit('alice', 1)));

      const spans = sdk.spans;
      expect(named(spans, 'dispatch')?.attributes).to.include({ 'error.type': 'OutcomeUnknownError' });
      expect(named(spans, 'append')?.attributes).to.include({ 'error.type': 'AppendUnansweredError' });
    }
  });

  it('an error without a name of its own goes by its class', async () => {
    class Fire extends Error {}
    const store = new ScriptedStore();
    store.next(failsWith(new Fire('The disk is on fire.')));

    await rejection(traced(store).dispatcher.dispatch(new Deposit('alice', 1)));

    expect(named(sdk.spans, 'dispatch')?.attributes).to.include({ 'error.type': 'Fire' });
  });

  it('what is thrown and no error goes by its type', async () => {
    const store = new ScriptedStore();
    store.next(async () => {
      throw 'fire';
    });

    await rejection(traced(store).dispatcher.dispatch(new Deposit('alice', 1)));

    const dispatch = named(sdk.spans, 'dispatch');
    expect(dispatch?.attributes).to.include({ 'error.type': 'string' });
    expect(dispatch?.status).to.deep.equal({ code: SpanStatusCode.ERROR, message: 'fire' });
  });

  it('what middleware refuses has no spans: nothing was executed', async () => {
    const closed: Middleware = () => Promise.reject(new Error('We are closed.'));

    await rejection(traced(undefined, { middleware: [closed] }).dispatcher.dispatch(new Deposit('alice', 1)));

    expect(sdk.spans).to.deep.equal([]);
  });
});
