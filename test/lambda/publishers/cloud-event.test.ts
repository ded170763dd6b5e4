import { type CloudEventOptions, cloudEvent, type StoredEvent } from '@eventsource/lambda';
import { expect } from 'chai';
import { CloudEvent, HTTP } from 'cloudevents';
import fc from 'fast-check';
import { texts } from './texts.js';

const shipped: StoredEvent = {
  stream: 'order:o-1',
  version: 3,
  name: 'order-shipped',
  schemaVersion: 2,
  time: new Date('2026-03-01T12:00:00.000Z'),
  metadata: { correlationId: 'c-1' },
  data: '{"carrier":"DHL"}',
  record: new Uint8Array(),
};

const parsed = (event: Partial<StoredEvent> = {}, options: Partial<CloudEventOptions> = {}) =>
  JSON.parse(cloudEvent({ ...shipped, ...event }, { source: '/orders', ...options }));

describe('the CloudEvent of an event', () => {
  it('says what happened, to what, when, and where in its stream', () => {
    expect(parsed()).to.deep.equal({
      specversion: '1.0',
      id: 'order:o-1/3',
      source: '/orders',
      type: 'order-shipped',
      subject: 'o-1',
      time: '2026-03-01T12:00:00.000Z',
      datacontenttype: 'application/json',
      stream: 'order:o-1',
      version: 3,
      schemaversion: 2,
      aggregate: 'order',
      correlationid: 'c-1',
      data: { carrier: 'DHL' },
    });
  });

  it('carries the text of the payload as it is stored, with all digits of its numbers', () => {
    const data = '{ "id":9007199254740993, "rate":1.10, "text":"\\u00e9" }';
    expect(cloudEvent({ ...shipped, data }, { source: '/orders' })).to.match(
      /,"data":\{ "id":9007199254740993, .*\}\}$/,
    );
  });

  it('has the type that the prefix makes, and no time where none is stored', () => {
    const event = parsed({ time: undefined }, { typePrefix: 'com.example.' });
    expect(event.type).to.equal('com.example.order-shipped');
    expect(event).to.not.have.property('time');
  });

  it('names the tenant of the stream, and is about the stream where its name tells no more', () => {
    expect(parsed({ stream: ':acme:order:o-1' })).to.include({ tenant: 'acme', aggregate: 'order', subject: 'o-1' });
    expect(parsed({ stream: 'o-1' }))
      .to.include({ subject: 'o-1' })
      .and.not.have.property('aggregate');
  });

  it('takes the aggregate and its id from the address that it is given', () => {
    const address = (stream: string) => ({ aggregate: 'invoice', aggregateId: stream.slice(2) });
    expect(parsed({ stream: 'i-7' }, { address })).to.include({ aggregate: 'invoice', subject: '7' });
  });

  it('passes the trace context through under the names of the tracing extension', () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const event = parsed({ metadata: { traceparent, tracestate: 'a=b' } });
    expect(event).to.include({ traceparent, tracestate: 'a=b' });
  });

  it('keeps back metadata that is not to be sent', () => {
    const metadata = { correlationId: 'c-1', user: 'ann@example.com', 'user-id': 'u-1' };
    expect(parsed({ metadata })).to.include({ user: 'ann@example.com', userid: 'u-1' });
    const event = parsed({ metadata }, { metadata: (key) => !key.startsWith('user') });
    expect(event).to.include({ correlationid: 'c-1' }).and.not.have.any.keys('user', 'userid');
    expect(JSON.stringify(parsed({ metadata }, { metadata: () => false }))).to.not.match(/c-1|ann|u-1/);
  });

  it('keeps metadata apart from what it says itself, and from each other', () => {
    const metadata = { time: 'noon', data: 'x', Version: '7', 'user-id': 'a', userId: 'b', userid: 'c', '::': 'd' };
    const event = parsed({ metadata, time: undefined });
    expect(event).to.include({ version: 3, version2: '7', time2: 'noon', data2: 'x', metadata: 'd' });
    expect(event).to.include({ userid: 'c', userid2: 'a', userid3: 'b' }).and.not.have.property('time');
  });

  it('has ids that differ wherever streams differ', () => {
    const ids = ['a\n', 'a%0A', 'a\ufffe', 'a%EF%BF%BE'].map((stream) => parsed({ stream }).id);
    expect(new Set(ids)).to.have.length(4);
    expect(ids[0]).to.equal('a%0A/3');
  });

  it('is one by the rules of CloudEvents, whatever is stored', () => {
    const events = fc.record({ stream: texts, name: texts, metadata: fc.dictionary(texts, texts), version: fc.nat() });
    fc.assert(
      fc.property(events, (some) => {
        const body = cloudEvent({ ...shipped, ...some }, { source: '/orders' });
        const event = HTTP.toEvent({ headers: { 'content-type': 'application/cloudevents+json' }, body });
        if (!(event instanceof CloudEvent)) throw new Error('It is not one.');
        expect(event.validate()).to.equal(true);
        const attributes = Object.entries(JSON.parse(body));
        expect(attributes.filter(([name]) => !/^[a-z0-9]+$/.test(name))).to.deep.equal([]);
        const values = attributes.map(([, value]) => value).filter((value) => typeof value === 'string');
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
        expect(values.join('')).to.not.match(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff\ufdd0-\ufdef]/);
      }),
    );
  });
});
