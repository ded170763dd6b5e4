/** What a receiver needs of a CloudEvent that it is sent. */
interface Received {
  readonly source: string;
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly data: unknown;
}

/** Takes each event once, from a topic that keeps their order. Keep the versions where the effects are kept. */
export class Receiver {
  readonly taken: string[] = [];
  readonly #versions = new Map<string, number>();

  receive(message: string): void {
    const event: Received = JSON.parse(message);
    const stream = streamOf(event);
    if (event.version <= (this.#versions.get(stream) ?? 0)) return;
    this.taken.push(`${event.type} ${JSON.stringify(event.data)}`);
    this.#versions.set(stream, event.version);
  }
}

/**
 * The id is that of the stream and the version; unlike the attribute `stream` it spells out control characters. Two tables
 * may hold streams of the same name: the source tells them apart.
 */
const streamOf = ({ source, id }: Received): string => `${source} ${id.slice(0, id.lastIndexOf('/'))}`;
