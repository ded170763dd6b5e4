import type { ReadItem } from '../reading/read-item.js';
import type { Target, TargetStream } from './target.js';

/** Takes everything, and keeps nothing. */
export class Nowhere implements Target, TargetStream {
  readonly concurrency = 1;
  readonly resumable = false;

  constructor(readonly identity = 'nowhere') {}

  begin(): TargetStream {
    return this;
  }

  async take(items: readonly ReadItem[]) {
    return { written: items.length };
  }

  async finish() {
    return {};
  }

  async close(): Promise<void> {}
}
