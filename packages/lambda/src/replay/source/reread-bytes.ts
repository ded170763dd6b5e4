/** Bytes that can be read again, as long as it was not said that they are used. */
export class RereadBytes {
  readonly #source: AsyncIterator<Uint8Array>;
  /** What may be read again, and where it begins. */
  #kept: Uint8Array[] = [];
  #start = 0;
  /** The next of them. */
  #index = 0;
  #pulled: Promise<boolean> = Promise.resolve(false);
  /** Who reads, by number: those before do so no more. */
  #reader = 0;

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.#source = bytes[Symbol.asyncIterator]();
  }

  /** Looks ahead, and uses nothing. */
  async startsWith(bytes: readonly number[]): Promise<boolean> {
    while (this.#kept.reduce((sum, { length }) => sum + length, 0) < bytes.length && (await this.#pull()));
    const beginning = Buffer.concat(this.#kept);
    return bytes.every((byte, index) => beginning[index] === byte);
  }

  /** All that follows. @param used up to where it is used, by now: it is forgotten up to there. */
  async *chunks(used: () => number): AsyncGenerator<Uint8Array, void, undefined> {
    const reader = ++this.#reader;
    while (reader === this.#reader) {
      const chunk = await this.#next();
      if (!chunk) return;
      yield chunk;
      if (reader === this.#reader) this.#forget(used());
    }
  }

  /** Goes on from there, whatever was read. */
  async goTo(offset: number): Promise<void> {
    this.#reader++;
    // The one before may have asked for more.
    await this.#pulled;
    const rest = Buffer.concat(this.#kept).subarray(offset - this.#start);
    [this.#kept, this.#start, this.#index] = [rest.length > 0 ? [rest] : [], offset, 0];
  }

  /** How many zeros follow; undefined where nothing else does. */
  async zeros(): Promise<number | undefined> {
    let zeros = 0;
    for (let chunk = await this.#next(); chunk; chunk = await this.#next()) {
      const end = chunk.findIndex((byte) => byte !== 0);
      if (end !== -1) return zeros + end;
      zeros += chunk.length;
    }
    return undefined;
  }

  async close(): Promise<void> {
    await this.#source.return?.();
  }

  async #next(): Promise<Uint8Array | undefined> {
    if (this.#index === this.#kept.length && !(await this.#pull())) return undefined;
    return this.#kept[this.#index++];
  }

  #pull(): Promise<boolean> {
    this.#pulled = this.#source.next().then(({ done, value }) => {
      if (!done) this.#kept.push(value);
      return !done;
    });
    return this.#pulled;
  }

  #forget(offset: number): void {
    for (let [chunk] = this.#kept; chunk && this.#index > 0; [chunk] = this.#kept) {
      if (this.#start + chunk.length > offset) return;
      this.#start += chunk.length;
      this.#kept.shift();
      this.#index--;
    }
  }
}
