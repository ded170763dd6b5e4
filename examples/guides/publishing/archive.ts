import { type ArchivedEvent, readArchiveLine } from '@eventsource/lambda';

/** The events of each stream, from the lines of an archive: in any order, and some of them twice. */
export function streamsOf(lines: Iterable<string>): ReadonlyMap<string, readonly ArchivedEvent[]> {
  const streams = new Map<string, Map<number, ArchivedEvent>>();
  for (const line of lines) {
    const event = readArchiveLine(line);
    const events = streams.get(event.stream) ?? new Map<number, ArchivedEvent>();
    streams.set(event.stream, events.set(event.version, event));
  }
  const inOrder = (one: ArchivedEvent, other: ArchivedEvent) => one.version - other.version;
  return new Map([...streams].map(([stream, events]) => [stream, [...events.values()].sort(inOrder)]));
}
