/** Up to here every value is counted by itself; above, values that differ by less than a sixty-fourth are counted together. */
const EXACT = 128;

/** Counts values in bounded memory, some 1,700 numbers at most, and tells their quantiles. */
export class Histogram {
  readonly #counts = new Map<number, number>();
  #count = 0;
  #most = 0;

  /** @param value a whole number. */
  add(value: number): void {
    const bound = upperBound(value);
    this.#counts.set(bound, (this.#counts.get(bound) ?? 0) + 1);
    this.#count++;
    this.#most = Math.max(this.#most, value);
  }

  /** What this share of the values does not exceed: exact up to 128, above it up to 1.6 % too large. 0 without values. */
  atMost(share: number): number {
    const wanted = Math.ceil(share * this.#count);
    let seen = 0;
    for (const [bound, count] of [...this.#counts].sort(([one], [other]) => one - other)) {
      seen += count;
      if (seen >= wanted) return Math.min(bound, this.#most);
    }
    return this.#most;
  }
}

function upperBound(value: number): number {
  if (value <= EXACT) return value;
  const width = 2 ** (Math.ceil(Math.log2(value)) - 7);
  return Math.ceil(value / width) * width;
}
