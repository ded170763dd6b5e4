import { randomBytes, randomUUID } from 'node:crypto';
import { type Commit, type LoadOptions, type Store, type StoredCommit, StreamVersion } from '@eventsource/core';

/** A stored commit, readable in the difference that a failing assertion prints. */
export interface ReadableCommit {
  readonly first: number;
  readonly id: string;
  readonly records: readonly string[];
}

/** A loaded history, likewise. */
export interface ReadableHistory {
  readonly snapshot?: { readonly version: number; readonly fingerprint: string; readonly data: string };
  readonly commits: readonly ReadableCommit[];
}

/** One stream of the store under test, and what was appended to it here. */
export class ContractStream {
  readonly written: ReadableCommit[] = [];
  #version = StreamVersion.start;

  constructor(
    readonly store: Store,
    /** Unused by any earlier test, or earlier run on the same database. */
    readonly name = `contract:${randomUUID()}`,
  ) {}

  get version(): StreamVersion {
    return this.#version;
  }

  /** A commit that follows what was appended so far, not appended yet. */
  commit(records: readonly string[], snapshot?: { fingerprint: string; data: string }): Commit {
    const version = this.#version.number + records.length;
    return {
      stream: this.name,
      after: this.#version,
      id: randomBytes(16),
      records: records.map(bytes),
      ...(snapshot && { snapshot: { version, fingerprint: snapshot.fingerprint, data: bytes(snapshot.data) } }),
    };
  }

  /** Appends one commit. */
  async append(records: readonly string[], snapshot?: { fingerprint: string; data: string }): Promise<void> {
    const commit = this.commit(records, snapshot);
    await this.store.append(commit);
    this.wrote(commit);
  }

  /** Appends this many commits of one record each. */
  async appendSingles(count: number): Promise<void> {
    for (let index = 0; index < count; index += 1) await this.append([`event ${this.#version.number + 1}`]);
  }

  /** Notes a commit of which the caller knows that it was appended. */
  wrote(commit: Commit): void {
    this.written.push(readable({ ...commit, first: commit.after.number + 1 }));
    this.#version = commit.after.plus(commit.records.length);
  }

  async load(options?: LoadOptions): Promise<ReadableHistory> {
    const { snapshot, pages } = await this.store.load(this.name, options);
    const commits: ReadableCommit[] = [];
    for await (const page of pages) commits.push(...page.map(readable));
    return { ...(snapshot && { snapshot: { ...snapshot, data: text(snapshot.data) } }), commits };
  }

  /** Everything that is stored. */
  async stored(): Promise<readonly ReadableCommit[]> {
    return (await this.load()).commits;
  }
}

export const readable = ({ first, id, records }: StoredCommit): ReadableCommit => ({
  first,
  id: id ? Buffer.from(id).toString('hex') : '',
  records: records.map(text),
});

const bytes = (value: string): Uint8Array => new TextEncoder().encode(value);
const text = (value: Uint8Array): string => new TextDecoder().decode(value);
