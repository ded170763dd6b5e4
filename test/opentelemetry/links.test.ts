import { type EventMetadata, MemoryStore } from '@eventsource/core';
import { linksTo } from '@eventsource/opentelemetry';
import { context, createTraceState, SpanKind, TraceFlags, trace } from '@opentelemetry/api';
import { AlwaysOffSampler } from '@opentelemetry/sdk-trace-base';
import { expect } from 'chai';
import { Account, Deposit, Deposited } from '../core/accounts/account.js';
import { application } from '../core/accounts/application.js';
import { traced } from './accounts.js';
import { Sdk } from './sdk.js';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const spanId = 'b7ad6b7169203331';
const traceparent = `00-${traceId}-${spanId}-01`;

describe('the trace context of a dispatch', () => {
  let sdk: Sdk;

  beforeEach(() => {
    sdk = Sdk.tracing();
  });

  afterEach(Sdk.unregister);

  it('travels in the metadata of its events, beside what else is there', async () => {
    const memory = new MemoryStore();

    await traced(memory).dispatcher.dispatch(new Deposit('alice', 1), { metadata: { user: 'Ann' } });

    const [dispatch] = sdk.spans;
    const { traceId, spanId } = dispatch?.spanContext() ?? {};
    expect(await storedMetadata(memory)).to.deep.equal({ user: 'Ann', traceparent: `00-${traceId}-${spanId}-01` });
  });

  it('takes 78 bytes of a record', async () => {
    const [plain, carrying] = [new MemoryStore(), new MemoryStore()];
    const clock = { now: () => new Date(0) };

    await application(plain, { clock }).dispatcher.dispatch(new Deposit('alice', 1));
    await traced(carrying, { clock }).dispatcher.dispatch(new Deposit('alice', 1));

    expect((await recordOf(carrying)).length - (await recordOf(plain)).length).to.equal(78);
  });

  it('lets the span of a projection link to it', async () => {
    const { metadata } = await traced().dispatcher.dispatch(new Deposit('alice', 1));
    const [dispatch] = sdk.spans;

    trace
      .getTracer('test')
      .startSpan('process balances', { kind: SpanKind.CONSUMER, links: linksTo(metadata) })
      .end();

    const [projection] = sdk.spans;
    expect(projection?.parentSpanContext).to.equal(undefined);
    expect(projection?.links.map(({ context }) => [context.traceId, context.spanId, context.isRemote])).to.deep.equal([
      [dispatch?.spanContext().traceId, dispatch?.spanContext().spanId, true],
    ]);
  });

  it('carries the state that its trace came with', async () => {
    const { dispatcher } = traced();
    const traceState = createTraceState('vendor=a1');
    const caller = { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true, traceState };

    const { metadata } = await context.with(trace.setSpanContext(context.active(), caller), () =>
      dispatcher.dispatch(new Deposit('alice', 1)),
    );

    expect(metadata).to.include({ tracestate: 'vendor=a1' });
    expect(metadata.traceparent).to.match(new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`));
    expect(linksTo(metadata)[0]?.context.traceState?.get('vendor')).to.equal('a1');
  });

  it('replaces one that was copied from an event, to which the dispatch then links', async () => {
    const { metadata } = await traced().dispatcher.dispatch(new Deposit('alice', 1), { metadata: { traceparent } });

    const [dispatch] = sdk.spans;
    expect(metadata.traceparent).to.include(dispatch?.spanContext().spanId);
    expect(dispatch?.links.map(({ context }) => context.spanId)).to.deep.equal([spanId]);
  });

  it('is one for all commands that are stored together', async () => {
    const [one, other] = await traced().dispatcher.dispatchAll([new Deposit('alice', 1), new Deposit('bob', 1)]);

    expect(one?.metadata.traceparent).to.match(/^00-/);
    expect(other?.metadata).to.deep.equal(one?.metadata);
  });

  it('travels with an import, too', async () => {
    const { metadata } = await traced().repository.save(Account, 'alice', [new Deposited(1)]);

    expect(metadata).to.have.property('traceparent');
  });

  it('stays away when the trace is not sampled, and what the caller gave stays', async () => {
    Sdk.unregister();
    sdk = Sdk.tracing(new AlwaysOffSampler());
    const { dispatcher } = traced();

    expect((await dispatcher.dispatch(new Deposit('alice', 1))).metadata).to.deep.equal({});
    const { metadata } = await dispatcher.dispatch(new Deposit('alice', 1), { metadata: { traceparent } });
    expect(metadata).to.deep.equal({ traceparent });
    expect(sdk.spans).to.deep.equal([]);
  });
});

describe('links to an event', () => {
  it('are one, to its trace context', () => {
    expect(linksTo({ traceparent })).to.deep.equal([
      { context: { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true } },
    ]);
  });

  it('read what a later version of the format adds', () => {
    expect(linksTo({ traceparent: `cc-${traceId}-${spanId}-01-what-the-future-brings` })).to.have.length(1);
  });

  const invalid: Readonly<Record<string, EventMetadata>> = {
    'no trace context': { user: 'Ann' },
    'an empty one': { traceparent: '' },
    'one that is cut off': { traceparent: traceparent.slice(0, -1) },
    'one in upper case': { traceparent: traceparent.toUpperCase() },
    'a trace of zeros': { traceparent: `00-${'0'.repeat(32)}-${spanId}-01` },
    'a span of zeros': { traceparent: `00-${traceId}-${'0'.repeat(16)}-01` },
    'a forbidden version': { traceparent: `ff-${traceId}-${spanId}-01` },
    'more than version 00 has': { traceparent: `${traceparent}-more` },
  };
  for (const [what, metadata] of Object.entries(invalid)) {
    it(`are none with ${what}`, () => {
      expect(linksTo(metadata)).to.deep.equal([]);
    });
  }
});

async function storedMetadata(store: MemoryStore): Promise<unknown> {
  return JSON.parse((await recordOf(store)).toString()).m;
}

async function recordOf(store: MemoryStore): Promise<Buffer> {
  const commit = await store.read('account:alice', 1);
  return Buffer.from(commit?.records[0] ?? []);
}
