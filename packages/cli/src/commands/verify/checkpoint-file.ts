import { CheckpointError } from '@eventsource/dynamodb';
import type { KeptText } from '../../checkpoint/kept-text.js';
import { UsageError } from '../../errors/usage-error.js';

/** What a file is about. */
interface Reading {
  readonly table: string;
  readonly segments: number;
}

interface Kept extends Reading {
  readonly found: number;
  readonly checkpoints: readonly (string | null)[];
}

/** How far each segment has come, in a file, if there is to be one. */
export class CheckpointFile {
  #found: number;
  readonly #checkpoints: (string | undefined)[];

  private constructor(
    private readonly text: KeptText,
    private readonly reading: Reading,
    kept: Kept | undefined,
  ) {
    this.#found = kept?.found ?? 0;
    this.#checkpoints = kept
      ? kept.checkpoints.map((checkpoint) => checkpoint ?? undefined)
      : Array.from({ length: reading.segments }, () => undefined);
  }

  /** @throws {CheckpointError} when the text is none of these, or about another table. @throws {UsageError} about segments. */
  static of(text: KeptText, reading: Reading): CheckpointFile {
    const kept = text.earlier === undefined ? undefined : keptIn(text.earlier);
    if (kept) refuseOther(kept, reading);
    return new CheckpointFile(text, reading, kept);
  }

  /** How many findings have been told. */
  get found(): number {
    return this.#found;
  }

  /** One for each segment; undefined for one that has not begun. */
  get checkpoints(): readonly (string | undefined)[] {
    return this.#checkpoints;
  }

  /** To be called when all findings before the checkpoint have been told. */
  mark(segment: number, checkpoint: string, found: number): void {
    this.#checkpoints[segment] = checkpoint;
    this.#found = found;
    this.text.set(this.#kept);
  }

  get #kept(): string {
    const checkpoints = this.#checkpoints.map((checkpoint) => checkpoint ?? null);
    return JSON.stringify({ ...this.reading, found: this.#found, checkpoints } satisfies Kept);
  }
}

function keptIn(text: string): Kept {
  const value = parsed(text);
  if (isKept(value)) return value;
  throw new CheckpointError('it was not written by this command.');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' &&
  value !== null &&
  'table' in value &&
  'segments' in value &&
  'found' in value &&
  typeof value.found === 'number' &&
  'checkpoints' in value &&
  Array.isArray(value.checkpoints) &&
  value.checkpoints.length === value.segments &&
  value.checkpoints.every((checkpoint) => checkpoint === null || typeof checkpoint === 'string');

function refuseOther(kept: Kept, { table, segments }: Reading): void {
  if (kept.table !== table) throw new CheckpointError(`it is from table "${kept.table}".`);
  if (kept.segments === segments) return;
  throw new UsageError(
    `The checkpoint is from a verification in ${kept.segments} segments: pass --segments ${kept.segments} to go on.`,
  );
}
