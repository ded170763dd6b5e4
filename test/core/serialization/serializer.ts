import { type Class, type EventType, EventTypes, JsonSerializer } from '@eventsource/core';

/** Where records of these tests are said to stand. */
export const position = { stream: 'order:o-1', version: 7 };

/** An event type as `@Event(name, options)` would make it. */
export const named = (name: string, type: Class, options: Partial<EventType> = {}): EventType => ({
  name,
  type,
  version: 1,
  upcast: {},
  ...options,
});

export const serializerOf = (...types: readonly EventType[]): JsonSerializer =>
  new JsonSerializer(new EventTypes(types));

/** The record of an event without time and metadata, as text. */
export function record(event: object, type: EventType): string {
  return Buffer.from(serializerOf(type).serialize(event, { time: undefined, metadata: {} })).toString();
}

/** The event that a record holds. */
export function event(text: string | Uint8Array, type: EventType): object {
  return serializerOf(type).deserialize(Buffer.from(text), position).event;
}

/** What an event is once it was stored and loaded. */
export const roundTripped = (original: object, type: EventType): object => event(record(original, type), type);

/** What serializing or deserializing throws. */
export function failure(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('It was expected to fail.');
}
