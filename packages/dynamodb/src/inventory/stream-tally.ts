import type { ReadItem } from '../reading/read-item.js';
import type { StreamSummary } from './stream-summary.js';

/** Counts the items of one stream, ascending. */
export class StreamTally {
  #version = 0;
  #events = 0;
  #items = 0;
  #bytes = 0;
  #snapshots = 0;
  #bytesSinceSnapshot = 0;
  #malformed = 0;

  constructor(readonly key: string) {}

  add({ versions, size, decoded }: ReadItem): void {
    this.#version = Math.max(this.#version, versions.at(-1) ?? 0);
    this.#events += versions.length;
    this.#items++;
    this.#bytes += size;
    if (!decoded) this.#malformed++;
    if (decoded?.snapshot) this.#snapshots++;
    // A load reads the item that carries the snapshot, too.
    this.#bytesSinceSnapshot = decoded?.snapshot ? size : this.#bytesSinceSnapshot + size;
  }

  get summary(): StreamSummary {
    return {
      key: this.key,
      version: this.#version,
      events: this.#events,
      items: this.#items,
      bytes: this.#bytes,
      snapshots: this.#snapshots,
      bytesSinceSnapshot: this.#bytesSinceSnapshot,
      malformed: this.#malformed,
    };
  }
}
