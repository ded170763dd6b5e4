/** In seconds: what was done before tells nothing yet. */
const SOON = 2;

/** Tells how long work will still take, if it goes on as it did. */
export class Estimate {
  readonly #began = performance.now();
  #before: number | undefined;

  /** `3 min left`, once something can be said. @param done of the expected; what an earlier run has done is left out. */
  left(done: number, expected: number): string | undefined {
    this.#before ??= done;
    const own = done - this.#before;
    const seconds = (performance.now() - this.#began) / 1000;
    if (own <= 0 || seconds < SOON || done >= expected) return undefined;
    const left = Math.ceil((seconds / own) * (expected - done));
    return left < 120 ? `${left} s left` : `${Math.ceil(left / 60)} min left`;
  }
}
