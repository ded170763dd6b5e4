import { type DeliveredCommit, type EventMetadata, readJsonRecord } from '@eventsource/core';
import { memberText } from './member-text.js';

/** An event as it is stored, without upcasting: what a publisher forwards. */
export interface StoredEvent {
  readonly stream: string;
  readonly version: number;
  /** Its stored name. */
  readonly name: string;
  readonly schemaVersion: number;
  /** When it was decided; absent on events of another library. */
  readonly time: Date | undefined;
  readonly metadata: EventMetadata;
  /** The payload: the very JSON text that is stored. */
  readonly data: string;
  /** The whole record, as it is stored. */
  readonly record: Uint8Array;
}

/** Turns a record into the JSON record that it stands for, where your own serializer writes something else. */
export type Decode = (record: Uint8Array) => Uint8Array;

/** @throws {MalformedRecordError} */
export function storedEvents(commit: DeliveredCommit, decode: Decode | undefined): readonly StoredEvent[] {
  const { stream, first, records, location } = commit;
  return records.map((record, index) => {
    const bytes = decode ? decode(record) : record;
    const version = first + index;
    const { t, v = 1, a, m = {}, d } = readJsonRecord(bytes, { stream, version, location });
    const data = memberText(new TextDecoder().decode(bytes), 'd') ?? JSON.stringify(d);
    const time = a === undefined ? undefined : new Date(a);
    return { stream, version, name: t, schemaVersion: v, time, metadata: m, data, record };
  });
}
