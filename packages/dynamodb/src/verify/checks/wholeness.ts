import type { ReadItem } from '../../reading/read-item.js';
import type { TableFinding } from '../table-finding.js';
import { about } from './about.js';
import type { Check } from './check.js';
import { CommitParts } from './commit-parts.js';

/** The items of a commit of several items belong together, and the last commit of a stream has its last one. */
export class Wholeness implements Check {
  readonly #parts = new CommitParts();
  #newest: ReadItem | undefined;
  #reached = 0;

  *next(item: ReadItem, reached: number): Iterable<TableFinding> {
    this.#newest = item;
    this.#reached = Math.max(reached, item.versions.at(-1) ?? 0);
    if (!item.decoded) return this.#parts.skip();
    const { problem: message } = this.#parts.add(item.decoded, reached);
    const version = item.decoded.part.first;
    if (message !== undefined) yield { ...about(item), kind: 'malformed', version, message };
  }

  *end(): Iterable<TableFinding> {
    const { open } = this.#parts;
    if (!this.#newest || !open || open.last <= this.#reached) return;
    const version = this.#reached + 1;
    const message = `The commit of the versions ${open.first} to ${open.last} lacks all from version ${version} on.`;
    yield { ...about(this.#newest), kind: 'gap', version, message };
  }
}
