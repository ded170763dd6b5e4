import type { ReadItem } from '../../reading/read-item.js';
import type { Pages } from '../../reading/table-reader.js';

/** The items that a stream of the target holds, one by one, read page by page. */
export class HeldItems {
  readonly #pages: Pages;
  #page: readonly ReadItem[] = [];
  #index = 0;
  #ended = false;

  constructor(pages: Pages) {
    this.#pages = pages;
  }

  /** The next one, which stays the next until it is passed; undefined behind the last. */
  async peek(): Promise<ReadItem | undefined> {
    while (!this.#ended && this.#index >= this.#page.length) {
      const { done, value } = await this.#pages.next();
      this.#ended = done === true;
      this.#page = value ?? [];
      this.#index = 0;
    }
    return this.#page[this.#index];
  }

  pass(): void {
    this.#index++;
  }
}
