import { gunzipSync, gzipSync } from 'node:zlib';
import { type Envelope, MalformedRecordError, type RecordPosition, type Serializer } from '@eventsource/core';

/** Compresses what another serializer writes, and still reads records from before. */
export class GzipSerializer implements Serializer {
  readonly name = 'gzip';

  constructor(private readonly inner: Serializer) {}

  serialize(event: object, envelope: Envelope): Uint8Array {
    return gzipSync(this.inner.serialize(event, envelope));
  }

  deserialize(record: Uint8Array, position: RecordPosition) {
    return this.inner.deserialize(record[0] === 0x1f ? inflated(record, position) : record, position);
  }
}

function inflated(record: Uint8Array, { stream, version }: RecordPosition): Uint8Array {
  try {
    return gunzipSync(record);
  } catch (cause) {
    throw new MalformedRecordError(stream, version, 'it is not gzip.', { cause });
  }
}
