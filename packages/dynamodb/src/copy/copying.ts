import type { Place, ReadItem } from '../reading/read-item.js';
import { type CopyNames, checkpointOfCopy } from './copy-checkpoint.js';
import type { CopyOptions } from './copy-options.js';
import type { CopyTotals } from './copy-totals.js';
import { CopyConflictError } from './errors/copy-conflict-error.js';
import type { Entry, Ledger } from './ledger.js';
import type { Selection } from './selection.js';
import { SideBySide } from './side-by-side.js';
import type { Chunk, Source } from './source.js';
import type { Target, TargetStream } from './target.js';

export interface CopyParts {
  readonly source: Source;
  readonly target: Target;
  readonly selection: Selection;
  readonly ledger: Ledger;
  readonly names: CopyNames;
  /** Ends all requests. */
  readonly controller: AbortController;
  /** Aborted by the controller, or by the caller. */
  readonly signal: AbortSignal;
}

/** The stream whose chunks are coming. */
interface CurrentStream {
  readonly key: string;
  readonly target: TargetStream;
  /** Settles when the chunks so far have been taken: whether they were without conflict. */
  intact: Promise<boolean>;
}

/** One chunk's place in the whole. */
interface Part {
  readonly entry: Entry;
  /** Whether the stream begins with it. */
  readonly isNew: boolean;
}

/** Moves chunks from a source to a target: streams side by side, the chunks of each one after another. */
export class Copying {
  readonly #parts: CopyParts;
  readonly #options: CopyOptions;
  readonly #lanes: SideBySide;
  readonly #resumedAt: Place | undefined;
  #current: CurrentStream | undefined;

  constructor(parts: CopyParts, options: CopyOptions) {
    this.#parts = parts;
    this.#options = options;
    this.#lanes = new SideBySide(parts.target.concurrency);
    this.#resumedAt = parts.ledger.mark.after;
  }

  async run(): Promise<CopyTotals> {
    const { source, target, ledger, controller, signal } = this.#parts;
    try {
      for await (const chunk of source.chunks(this.#resumedAt)) {
        signal.throwIfAborted();
        await this.#begin(chunk);
      }
      await this.#lanes.end();
    } catch (error) {
      // What is under way in other streams is brought to its end, unless that is no use.
      if (!(error instanceof CopyConflictError)) controller.abort(error);
      await this.#lanes.end().catch(() => {});
      throw error;
    }
    ledger.count(await target.finish());
    this.#report();
    return ledger.mark.totals;
  }

  async #begin({ key, items }: Chunk): Promise<void> {
    const { selection, ledger } = this.#parts;
    const last = items.at(-1);
    if (!last) return;
    const isNew = this.#current?.key !== key && this.#resumedAt?.key !== key;
    const stream = this.#streamOf(key);
    const named = items.map((item) => selection.renamed(item));
    await this.#lanes.begin(async () => {
      const taken = this.#take(stream, named, { entry: ledger.begin(last), isNew });
      stream.intact = taken;
      await taken;
    });
  }

  #streamOf(key: string): CurrentStream {
    if (this.#current?.key === key) return this.#current;
    const { selection, target, ledger } = this.#parts;
    const isResumed = this.#resumedAt?.key === key;
    const after = isResumed ? this.#resumedAt.partition : undefined;
    const intact = Promise.resolve(!(isResumed && ledger.mark.inConflict));
    this.#current = { key, target: target.begin(selection.nameOf(key), after), intact };
    return this.#current;
  }

  /** @returns whether the stream is still without conflict. After one, nothing of it is written. */
  async #take({ target, intact }: CurrentStream, items: readonly ReadItem[], { entry, isNew }: Part): Promise<boolean> {
    const wasIntact = await intact;
    const taken = wasIntact ? await this.#taken(target, items) : {};
    const inConflict = !wasIntact || taken.conflicts === 1;
    this.#parts.ledger.done(entry, { ...countsOf(items, isNew), ...taken }, inConflict);
    this.#report();
    return !inConflict;
  }

  async #taken(target: TargetStream, items: readonly ReadItem[]): Promise<Partial<CopyTotals>> {
    try {
      return await target.take(items);
    } catch (error) {
      const { onConflict } = this.#options;
      if (!onConflict || !(error instanceof CopyConflictError)) throw error;
      onConflict(error);
      return { conflicts: 1 };
    }
  }

  #report(): void {
    const { source, target, ledger, names } = this.#parts;
    const { mark } = ledger;
    const checkpoint = target.resumable ? checkpointOfCopy(names, mark) : undefined;
    const { stream, prefix, onProgress } = this.#options;
    const expected = stream === undefined && prefix === undefined ? source.expected : undefined;
    onProgress?.({ totals: mark.totals, expected, checkpoint });
  }
}

const countsOf = (items: readonly ReadItem[], isNew: boolean): Partial<CopyTotals> => ({
  streams: isNew ? 1 : 0,
  items: items.length,
  events: items.reduce((sum, { versions }) => sum + versions.length, 0),
  bytes: items.reduce((sum, { size }) => sum + size, 0),
});
