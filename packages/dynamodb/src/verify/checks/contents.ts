import { type Fold, isEventSourceError, type Serializer, type Snapshot, type StoredCommit } from '@eventsource/core';
import type { ReadItem } from '../../reading/read-item.js';
import type { TableFinding } from '../table-finding.js';
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
  #fold: Fold | undefined;

  /** @param fold of the stream from its beginning, where its class is installed. */
  constructor(serializer: Serializer, fold: Fold | undefined) {
    this.#serializer = serializer;
    this.#fold = fold;
  }

  *next(item: ReadItem, reached: number): Iterable<TableFinding> {
    const { decoded } = item;
    if (!decoded) return;
    const commit = this.#fold && this.#parts.add(decoded, reached).commit;
    const failure = this.#fold && commit && this.#apply(this.#fold, commit);
    if (!this.#fold || commit !== decoded.part) yield* this.#malformed(item, decoded.part);
    if (this.#fold && commit && decoded.snapshot) yield* this.#compare(this.#fold, item, decoded.snapshot);
    if (failure) yield { ...about(item), kind: 'unreadable', ...failure };
  }

  /**
   * Gives the fold up when the commit cannot be applied: behind a gap or a doubled version, too, no state can be told.
   *
   * @returns why, where the class is what cannot apply it.
   */
  #apply(fold: Fold, commit: StoredCommit): Pick<TableFinding, 'version' | 'message'> | undefined {
    try {
      fold.apply(commit);
      return undefined;
    } catch (error) {
      this.#fold = undefined;
      return isOfClass(error) ? { version: fold.version + 1, message: error.message } : undefined;
    }
  }

  *#compare(fold: Fold, item: ReadItem, snapshot: Snapshot): Iterable<TableFinding> {
    const comparison = fold.compare(snapshot);
    if (comparison.result === 'ignored') return;
    this.compared++;
    if (!('problem' in comparison)) return;
    const message = `The snapshot is ${comparison.result}: ${comparison.problem}`;
    yield { ...about(item), kind: 'snapshot', version: snapshot.version, message };
  }

  *#malformed(item: ReadItem, { first, records }: StoredCommit): Iterable<TableFinding> {
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
