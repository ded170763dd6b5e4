import { LRUCache } from 'lru-cache';
import type { ConsumeOptions, Consumer } from './consumer.js';
import type { StreamCursor } from './stream-cursor.js';

/** Where a consumer is in each stream, as far as is known: another process may have moved it since. */
export class Positions {
  readonly #remembered: LRUCache<string, number>;

  constructor(
    private readonly consumer: Consumer,
    remembered: number,
  ) {
    this.#remembered = new LRUCache({ max: remembered });
  }

  /** Tells cursors what is remembered. @returns those of which nothing is. */
  recall(cursors: readonly StreamCursor[]): readonly StreamCursor[] {
    for (const cursor of cursors) cursor.position ??= this.#remembered.get(cursor.stream);
    return cursors.filter(({ position }) => position === undefined);
  }

  /** Reads the positions of all of them at once. @returns those whose streams are stopped. */
  async read(cursors: readonly StreamCursor[], options: ConsumeOptions): Promise<ReadonlySet<StreamCursor>> {
    const { name, checkpoints } = this.consumer;
    const streams = cursors.map(({ stream }) => stream);
    const checkpointOf = await checkpoints.read(name, streams, options);
    const stopped = new Set<StreamCursor>();
    for (const cursor of cursors) {
      const checkpoint = checkpointOf.get(cursor.stream);
      cursor.position = checkpoint?.version ?? 0;
      if (checkpoint?.stopped) stopped.add(cursor);
      else this.remember(cursor.stream, cursor.position);
    }
    return stopped;
  }

  remember(stream: string, version: number): void {
    this.#remembered.set(stream, version);
  }

  forget(stream: string): void {
    this.#remembered.delete(stream);
  }
}
