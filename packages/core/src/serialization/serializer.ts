import type { EventMetadata } from '../decorators/context.js';

/** What is stored beside the payload of an event. */
export interface Envelope {
  /** When the event was decided; absent on records of another library. */
  readonly time: Date | undefined;
  readonly metadata: EventMetadata;
}

/** An event as read back from its record. */
export interface RecordedEvent extends Envelope {
  readonly event: object;
}

/** Where a record stands, for errors. */
export interface RecordPosition {
  readonly stream: string;
  readonly version: number;
  /** Where the store keeps it, if it says so. */
  readonly location?: string | undefined;
}

/** Turns events into records and back. An adapter is given the application's {@link EventTypes}. */
export interface Serializer {
  /** Part of a snapshot's fingerprint: another serializer may give events another shape. */
  readonly name: string;

  /** @throws {UnserializableError} when the payload would not come back as it is. */
  serialize(event: object, envelope: Envelope): Uint8Array;

  /**
   * @throws {UnknownEventError} when no installed class stands for the stored name and schema version.
   * @throws {MalformedRecordError} when the record is not what this serializer writes, or holds hostile keys.
   */
  deserialize(record: Uint8Array, position: RecordPosition): RecordedEvent;
}
