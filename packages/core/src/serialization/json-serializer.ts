import {
  InvalidEventError,
  MalformedRecordError,
  UnknownEventError,
  UnserializableError,
} from '../errors/event-errors.js';
import { EventSourceError } from '../errors/event-source-error.js';
import { isJsonObject, type JsonObject } from '../json.js';
import { classOf } from '../metadata/class.js';
import { isPlain } from './carriable.js';
import type { EventType, EventTypes } from './event-types.js';
import { flatten } from './flatten.js';
import { hydrate } from './hydrate.js';
import { readJsonRecord } from './read-json-record.js';
import type { Envelope, RecordedEvent, RecordPosition, Serializer } from './serializer.js';

/**
 * Stores an event as UTF-8 JSON: `{"t":"<stored name>","d":{…payload…}}`, the record of the Go library, and beside it `v`
 * (schema version, when not 1), `a` (time, RFC 3339) and `m` (metadata, when there is any).
 *
 * Payloads of plain values need nothing. Declare fields that hold dates or classes with `@Type`, `@Transform` or
 * `@Expose` of class-transformer; without that they are refused, since they would come back as something else. Events
 * are read back without calling their constructors.
 */
export class JsonSerializer implements Serializer {
  readonly name: string = 'json';
  readonly #types: EventTypes;

  constructor(types: EventTypes) {
    this.#types = types;
  }

  serialize(event: object, { time, metadata }: Envelope): Uint8Array {
    const eventClass = classOf(event);
    const type = eventClass && this.#types.of(eventClass);
    if (!type) throw new InvalidEventError('An aggregate', eventClass?.name ?? 'an object');
    checkMetadata(metadata, `Event "${type.name}"`);
    const record = {
      t: type.name,
      d: flatten(event, `Event "${type.name}"`),
      ...(type.version !== 1 && { v: type.version }),
      ...(time && { a: time.toISOString() }),
      ...(Object.keys(metadata).length > 0 && { m: metadata }),
    };
    return Buffer.from(JSON.stringify(record));
  }

  deserialize(record: Uint8Array, position: RecordPosition): RecordedEvent {
    const { t, d, v = 1, a, m } = readJsonRecord(record, position);
    const type = this.#types.named(t);
    if (!type) throw unknownEvent(position, t, v, 'no installed aggregate handles an event of that name.');
    return {
      event: hydrateEvent(type, upcast(type, d, v, position), position),
      time: a === undefined ? undefined : new Date(a),
      metadata: m ?? {},
    };
  }
}

/** What `m` must be to be read again; the compiler has seen to it, if it was asked. */
function checkMetadata(metadata: object, target: string): void {
  for (const [key, value] of Object.entries(metadata)) {
    const problem =
      key === '__proto__' ? 'is a key that would replace a prototype.' : `is a ${typeof value}, not a string.`;
    if (typeof value !== 'string' || key === '__proto__')
      throw new UnserializableError(target, `metadata.${key}`, problem);
  }
}

/** Brings data of an older schema version up to that of the class, a step at a time. */
function upcast(type: EventType, data: JsonObject, from: number, position: RecordPosition): JsonObject {
  if (from > type.version) {
    throw unknownEvent(
      position,
      type.name,
      from,
      `the installed class only knows schema versions up to ${type.version}.`,
    );
  }
  let upcasted = data;
  for (let version = from; version < type.version; version++) {
    const step = type.upcast[version];
    if (!step) throw unknownEvent(position, type.name, from, `there is no upcaster from schema version ${version}.`);
    upcasted = guarded(position, `the upcaster from schema version ${version} failed`, () => asData(step(upcasted)));
  }
  return upcasted;
}

/** The compiler has seen that an upcaster returns data, if it was asked. */
function asData(data: unknown): JsonObject {
  if (isJsonObject(data) && isPlain(data)) return data;
  throw new TypeError('it did not return a plain object.');
}

const hydrateEvent = (type: EventType, data: JsonObject, position: RecordPosition): object =>
  guarded(position, `its data does not fit ${type.type.name}`, () => hydrate(type.type, data));

/** Runs code of the user's on stored data. */
function guarded<T>({ stream, version, location }: RecordPosition, problem: string, run: () => T): T {
  try {
    return run();
  } catch (cause) {
    if (cause instanceof EventSourceError) throw cause;
    throw new MalformedRecordError(stream, version, `${problem}: ${cause}`, { cause, location });
  }
}

const unknownEvent = (
  { stream, version, location }: RecordPosition,
  name: string,
  schemaVersion: number,
  problem: string,
) => new UnknownEventError(stream, version, name, schemaVersion, problem, location);
