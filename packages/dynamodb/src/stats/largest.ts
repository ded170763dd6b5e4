/** Keeps the largest of what it is shown, up to a number of them, the largest first. */
export class Largest<T> {
  readonly #kept: T[] = [];
  readonly #most: number;
  readonly #sizeOf: (one: T) => number;

  constructor(most: number, sizeOf: (one: T) => number) {
    this.#most = most;
    this.#sizeOf = sizeOf;
  }

  get all(): readonly T[] {
    return this.#kept;
  }

  add(one: T): void {
    const smallest = this.#kept.at(-1);
    const isFull = this.#kept.length >= this.#most;
    if (isFull && (smallest === undefined || this.#sizeOf(one) <= this.#sizeOf(smallest))) return;
    if (isFull) this.#kept.pop();
    this.#kept.splice(this.#placeOf(this.#sizeOf(one)), 0, one);
  }

  /** Behind those that are as large. */
  #placeOf(size: number): number {
    let [low, high] = [0, this.#kept.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#kept[middle];
      if (other !== undefined && this.#sizeOf(other) >= size) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
