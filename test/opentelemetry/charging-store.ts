import { type Commit, type LoadOptions, MemoryStore, type RequestOptions } from '@eventsource/core';

/** Charges a unit for each request, as a database does. */
export class ChargingStore extends MemoryStore {
  override async load(stream: string, options: LoadOptions = {}) {
    options.onRequest?.({ operation: 'Read', attempts: 1, readUnits: 1, writeUnits: 0 });
    return super.load(stream, options);
  }

  override async appendAll(commits: readonly Commit[], options: RequestOptions = {}) {
    options.onRequest?.({ operation: 'Write', attempts: 1, readUnits: 0, writeUnits: commits.length });
    return super.appendAll(commits, options);
  }
}
