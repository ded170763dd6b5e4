import { InvalidEventError, UnserializableError } from '@eventsource/core';
import { expect } from 'chai';
import { failure, named, position, record, serializerOf } from './serializer.js';

class Shipped {
  constructor(
    readonly carrier: string,
    readonly parcels: readonly { readonly kilos: number; readonly note?: string | undefined }[] = [],
  ) {}

  get heaviest() {
    return Math.max(...this.parcels.map(({ kilos }) => kilos));
  }

  toJSON() {
    return 'no part of a record';
  }
}

const shipped = named('order-shipped', Shipped);
const serializer = serializerOf(shipped);
const bytes = (text: string) => new Uint8Array(Buffer.from(text));

describe('A record', () => {
  it('holds stored name and payload, and nothing else when there is nothing else', () => {
    const event = new Shipped('DHL', [{ kilos: 0.5, note: 'Größe M 📦' }]);
    expect(record(event, shipped)).to.equal(
      '{"t":"order-shipped","d":{"carrier":"DHL","parcels":[{"kilos":0.5,"note":"Größe M 📦"}]}}',
    );
  });

  it('is UTF-8', () => {
    const written = serializer.serialize(new Shipped('é'), { time: undefined, metadata: {} });
    expect(new Uint8Array(written)).to.deep.equal(bytes('{"t":"order-shipped","d":{"carrier":"é","parcels":[]}}'));
  });

  it('holds an empty payload for an event without fields', () => {
    class Closed {}
    expect(record(new Closed(), named('closed', Closed))).to.equal('{"t":"closed","d":{}}');
  });

  it('holds the schema version when it is not 1, the time and the metadata, in this order', () => {
    const written = serializerOf({ ...shipped, version: 3 }).serialize(new Shipped('DHL'), {
      time: new Date('2024-05-06T07:08:09.010Z'),
      metadata: { user: 'Ann', correlation: 'c-1' },
    });
    expect(Buffer.from(written).toString()).to.equal(
      '{"t":"order-shipped","d":{"carrier":"DHL","parcels":[]},"v":3,"a":"2024-05-06T07:08:09.010Z",' +
        '"m":{"user":"Ann","correlation":"c-1"}}',
    );
  });

  it('leaves fields out that are undefined, as JSON does', () => {
    const event = new Shipped('DHL', [{ kilos: 1, note: undefined }]);
    expect(record(event, shipped)).to.equal('{"t":"order-shipped","d":{"carrier":"DHL","parcels":[{"kilos":1}]}}');
  });

  it('may hold the same object twice, which is no cycle', () => {
    const parcel = { kilos: 1 };
    const twice = '{"t":"order-shipped","d":{"carrier":"DHL","parcels":[{"kilos":1},{"kilos":1}]}}';
    expect(record(new Shipped('DHL', [parcel, parcel]), shipped)).to.equal(twice);
  });

  it('is of events only that the application knows', () => {
    class Stray {}
    const error = failure(() => serializer.serialize(new Stray(), { time: undefined, metadata: {} }));
    expect(error).to.be.instanceOf(InvalidEventError).and.include({ value: 'Stray' });
  });

  for (const [what, metadata, path] of [
    ['are no strings', '{"user":7}', 'metadata.user'],
    ['are null', '{"user":"Ann","tenant":null}', 'metadata.tenant'],
    ['would replace a prototype', '{"__proto__":"x"}', 'metadata.__proto__'],
  ] as const) {
    it(`holds no metadata that ${what}`, () => {
      const envelope = { time: undefined, metadata: JSON.parse(metadata) };
      const error = failure(() => serializer.serialize(new Shipped('DHL'), envelope));
      expect(error).to.be.instanceOf(UnserializableError).and.include({ target: 'Event "order-shipped"', path });
    });
  }

  it('comes back with time and metadata', () => {
    const text = '{"t":"order-shipped","d":{"carrier":"DHL"},"a":"2024-05-06T07:08:09.010Z","m":{"user":"Ann"}}';
    const { event, time, metadata } = serializer.deserialize(bytes(text), position);
    expect(event)
      .to.be.instanceOf(Shipped)
      .and.deep.equal(Object.assign(Object.create(Shipped.prototype), { carrier: 'DHL' }));
    expect([time, metadata]).to.deep.equal([new Date('2024-05-06T07:08:09.010Z'), { user: 'Ann' }]);
  });

  it('of the Go library comes back without either', () => {
    const { time, metadata } = serializer.deserialize(bytes('{"t":"order-shipped","d":{"carrier":"DHL"}}'), position);
    expect([time, metadata]).to.deep.equal([undefined, {}]);
  });

  it('may hold keys that nobody knows, and any order and space', () => {
    const text = ' { "x": 1, "d": { "carrier": "DHL" },\n "t": "order-shipped" } ';
    expect(serializer.deserialize(bytes(text), position).event).to.include({ carrier: 'DHL' });
  });

  it('is read from a part of a larger buffer', () => {
    const text = '{"t":"order-shipped","d":{"carrier":"DHL"}}';
    const larger = bytes(`garbage${text}garbage`);
    expect(serializer.deserialize(larger.subarray(7, 7 + text.length), position).event).to.include({ carrier: 'DHL' });
  });
});
