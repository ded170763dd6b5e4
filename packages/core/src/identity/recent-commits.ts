import type { StoredCommit } from '../commit/commit.js';
import { CommandIdReusedError } from '../errors/command-errors.js';
import { type CommandId, isGivenId } from './command-id.js';

interface Entry {
  readonly first: number;
  readonly id: Uint8Array | undefined;
  /** How many commits came before it, counted from where the load began: negative for those that a snapshot carried. */
  readonly ordinal: number;
}

/** A commit as a snapshot carries it: first version, id, and how many commits came after. */
export type CarriedCommit = readonly [first: number, id: Uint8Array, age: number];

/** Within how many commits a caller's id is executed at most once. */
const ID_WINDOW = 100;

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
    if (this.#entries.length > 2 * ID_WINDOW) this.#entries = this.#recent;
  }

  /**
   * @returns the first version of the commit that this command is stored in.
   * @throws {CommandIdReusedError} when its id is that of another command.
   */
  find(id: CommandId, stream: string): number | undefined {
    for (const entry of this.#entries) {
      if (!this.#isRecent(entry)) continue;
      const recognition = entry.id && id.recognises(entry.id);
      if (recognition === 'another-command') throw new CommandIdReusedError(stream, id.value, entry.first);
      if (recognition === 'this-command') return entry.first;
    }
    return undefined;
  }

  /** Whether the commit that begins at this version is among those that {@link find} looks at, whoever made its id. */
  holds(first: number): boolean {
    return this.#recent.some((entry) => entry.first === first && entry.ordinal >= 0);
  }

  /** The commits with ids that callers gave, for a snapshot to carry. */
  get carried(): CarriedCommit[] {
    return this.#recent.flatMap(({ first, id, ordinal }): CarriedCommit[] =>
      id && isGivenId(id) ? [[first, id, this.#count - 1 - ordinal]] : [],
    );
  }

  get #recent(): Entry[] {
    return this.#entries.filter((entry) => this.#isRecent(entry));
  }

  #isRecent({ ordinal }: Entry): boolean {
    return this.#count - ordinal <= ID_WINDOW;
  }
}
