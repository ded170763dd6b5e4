import { isEventSourceError, type Replay, type Serializer, type Snapshot, type StoredCommit } from '@eventsource/core';
import type { ReadItem } from '../../reading/read-item.js';
import type { Finding } from '../finding.js';
import { about } from './about.js';
import type { Check } from './check.js';
import { CommitParts } from './commit-parts.js';

/**
 * Every record can be read, the installed class can apply it, and every snapshot that loads would use is the state that
 * the events up to it lead to.
 */
export class Contents implements Check {
  /** How many snapshots were compared. */
  compared = 0;
  readonly #serializer: Serializer;
  readonly #parts = new CommitParts();
  #replay: Replay | undefined;

  /** @param replay of the stream from its beginning, where its class is installed. */
  constructor(serializer: Serializer, replay: Replay | undefined) {
    this.#serializer = serializer;
    this.#replay = replay;
  }

  *next(item: ReadItem, reached: number): Iterable<Finding> {
    const { decoded } = item;
    if (!decoded) return;
    const commit = this.#replay && this.#parts.add(decoded, reached).commit;
    const failure = this.#replay && commit && this.#apply(this.#replay, commit);
    if (!this.#replay || commit !== decoded.part) yield* this.#malformed(item, decoded.part);
    if (this.#replay && commit && decoded.snapshot) yield* this.#compare(this.#replay, item, decoded.snapshot);
    if (failure) yield { ...about(item), kind: 'unreadable', ...failure };
  }

  /**
   * Gives the replay up when the commit cannot be applied: behind a gap or a doubled version, too, no state can be told.
   *
   * @returns why, where the class is what cannot apply it.
   */
  #apply(replay: Replay, commit: StoredCommit): Pick<Finding, 'version' | 'message'> | undefined {
    try {
      replay.apply(commit);
      return undefined;
    } catch (error) {
      this.#replay = undefined;
      return isOfClass(error) ? { version: replay.version + 1, message: error.message } : undefined;
    }
  }

  *#compare(replay: Replay, item: ReadItem, snapshot: Snapshot): Iterable<Finding> {
    const comparison = replay.compare(snapshot);
    if (comparison.result === 'ignored') return;
    this.compared++;
    if (!('problem' in comparison)) return;
    const message = `The snapshot is ${comparison.result}: ${comparison.problem}`;
    yield { ...about(item), kind: 'snapshot', version: snapshot.version, message };
  }

  *#malformed(item: ReadItem, { first, records }: StoredCommit): Iterable<Finding> {
    for (const [index, record] of records.entries()) {
      const version = first + index;
      const message = this.#problemWith(record, { stream: item.key, version });
      if (message !== undefined) yield { ...about(item), kind: 'malformed', version, message };
    }
  }

  #problemWith(record: Uint8Array, position: { readonly stream: string; readonly version: number }) {
    try {
      this.#serializer.deserialize(record, position);
      return undefined;
    } catch (error) {
      // Where the class is not installed, nobody knows its events; what names one is a record.
      if (isEventSourceError(error, 'UnknownEventError')) return undefined;
      return error instanceof Error ? error.message : String(error);
    }
  }
}

/** Whether the records can be read, and the installed class is what cannot apply them. */
const isOfClass = (error: unknown): error is Error =>
  isEventSourceError(error, 'UnknownEventError') ||
  isEventSourceError(error, 'UnhandledEventError') ||
  isEventSourceError(error, 'EventHandlerError');
