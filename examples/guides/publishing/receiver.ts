/** What a receiver needs of a CloudEvent that it is sent. */
interface Received {
  readonly type: string;
  readonly stream: string;
  readonly version: number;
  readonly data: unknown;
}

/** Takes each event once, of a topic that keeps their order. Keep the versions where the effects are kept. */
export class Receiver {
  readonly taken: string[] = [];
  readonly #versions = new Map<string, number>();

  receive(message: string): void {
    const { type, stream, version, data }: Received = JSON.parse(message);
    if (version <= (this.#versions.get(stream) ?? 0)) return;
    this.taken.push(`${type} ${JSON.stringify(data)}`);
    this.#versions.set(stream, version);
  }
}
