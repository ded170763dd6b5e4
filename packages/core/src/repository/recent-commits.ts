import { CommandIdReusedError } from '../errors/command-errors.js';
import type { StoredCommit } from '../store/commit.js';
import { CommandId } from './command-id.js';

interface Entry {
  readonly first: number;
  /** Decoded when looked for: most commits never are. */
  readonly id: Uint8Array | undefined;
  /** How many commits the stream had before it, counted from where the load began. */
  readonly ordinal: number;
}

/** A commit as a snapshot carries it: first version, id, and how many commits came after. */
export type CarriedCommit = readonly [first: number, id: Uint8Array, age: number];

/** Within how many commits a caller's id is executed at most once. */
export const ID_WINDOW = 100;

/** The stream's last 100 commits, by which a command that was stored already is recognised. */
export class RecentCommits {
  #entries: Entry[] = [];
  #count = 0;

  /** Takes over what a snapshot carries. */
  restore(carried: readonly CarriedCommit[]): void {
    this.#entries = carried.map(([first, id, age]) => ({ first, id, ordinal: this.#count - 1 - age }));
  }

  add({ first, id }: Pick<StoredCommit, 'first' | 'id'>): void {
    this.#entries.push({ first, id, ordinal: this.#count++ });
    // Cutting in bulk keeps adding cheap on long loads.
    if (this.#entries.length > 2 * ID_WINDOW) this.#entries = this.#entries.filter((entry) => this.#isRecent(entry));
  }

  /**
   * @returns the first version of the commit that this command is stored in.
   * @throws {CommandIdReusedError} when its id is that of another command.
   */
  find(id: CommandId, stream: string): number | undefined {
    for (const entry of this.#entries) {
      const stored = this.#isRecent(entry) && entry.id ? CommandId.decode(entry.id) : undefined;
      const recognition = stored && id.recognises(stored);
      if (recognition === 'another-command') throw new CommandIdReusedError(stream, id.value, entry.first);
      if (recognition === 'this-command') return entry.first;
    }
    return undefined;
  }

  /** Whether the commit that begins at this version was read itself. */
  holds(first: number): boolean {
    return this.#entries.some((entry) => entry.first === first && entry.ordinal >= 0);
  }

  /** The commits with ids that callers gave, for a snapshot to carry. */
  carried(): CarriedCommit[] {
    return this.#entries.flatMap(({ first, id, ordinal }): CarriedCommit[] => {
      const given = id && CommandId.decode(id)?.digest !== undefined;
      const age = this.#count - 1 - ordinal;
      return given && age < ID_WINDOW ? [[first, id, age]] : [];
    });
  }

  #isRecent({ ordinal }: Entry): boolean {
    return this.#count - ordinal <= ID_WINDOW;
  }
}
