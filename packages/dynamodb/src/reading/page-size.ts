/** Bytes that one unit reads, strongly consistent. */
const READ_UNIT = 4096;
/** What a page takes at most: 1 MB. */
const PAGE_UNITS = 256;
/** Items of a table that is not known yet are taken to be of this size, in bytes. */
const FIRST_GUESS = 4096;

/**
 * How many items to ask for, so that one page takes about what may be taken in a second: a burst of 256 units, a page of
 * 1 MB, could throttle others where few are allowed. A page takes a unit at least, since less is charged as one.
 */
export class PageSize {
  readonly #units: number;
  #items = 0;
  #bytes = 0;
  #newest = 0;

  constructor(unitsPerSecond: number) {
    this.#units = Math.max(1, unitsPerSecond);
  }

  /** Undefined for as many as DynamoDB gives. */
  get limit(): number | undefined {
    if (this.#units >= PAGE_UNITS) return undefined;
    // Large items come together, in one stream: after some of them, more are to be expected.
    const size = this.#items === 0 ? FIRST_GUESS : Math.max(this.#bytes / this.#items, this.#newest);
    return Math.max(1, Math.floor((this.#units * READ_UNIT) / size));
  }

  /** Notes the sizes of the items on a page. */
  add(sizes: readonly number[]): void {
    if (sizes.length === 0) return;
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    this.#items += sizes.length;
    this.#bytes += bytes;
    this.#newest = bytes / sizes.length;
  }
}
