import { type Commit, MemoryStore, type RequestOptions, type Snapshot, type UsableSnapshots } from '@eventsource/core';

/** A store in memory that shows which snapshots it was given, and which it was asked for. */
export class WatchedStore extends MemoryStore {
  readonly given: Snapshot[] = [];
  readonly askedFor: (UsableSnapshots | undefined)[] = [];

  override async load(...[stream, options]: Parameters<MemoryStore['load']>) {
    this.askedFor.push(options?.snapshots);
    return super.load(stream, options);
  }

  override async append(commit: Commit, options?: RequestOptions) {
    const appended = await super.append(commit, options);
    if (commit.snapshot) this.given.push(commit.snapshot);
    return appended;
  }

  get versions(): number[] {
    return this.given.map(({ version }) => version);
  }

  /** What the snapshots hold. */
  get states(): unknown[] {
    return this.given.map(stateOf);
  }
}

/** What a snapshot holds. */
export const stateOf = ({ data }: Snapshot): unknown => JSON.parse(Buffer.from(data).toString()).d;
