import type { ConsumeOptions } from './consumer.js';
import type { Failures } from './failures.js';
import type { Positions } from './positions.js';
import type { StreamCursor } from './stream-cursor.js';

/** Streams whose positions are read together: those of a whole batch, as a rule. */
const READ_TOGETHER = 1000;

/** Streams that wait for their turn. Those of a long line are made, and their positions read, only when it comes near. */
export class Line {
  readonly #waiting: Iterator<StreamCursor>;
  readonly #placed: StreamCursor[] = [];
  #placing: Promise<void> | undefined;
  #isOver = false;

  constructor(
    cursors: Iterable<StreamCursor>,
    private readonly positions: Positions,
    private readonly failures: Failures,
    private readonly options: ConsumeOptions,
  ) {
    this.#waiting = cursors[Symbol.iterator]();
  }

  /** The first ones, at most so many; none at the end of the line. */
  async take(count: number): Promise<readonly StreamCursor[]> {
    while (count > 0 && this.#placed.length === 0 && (this.#placing || !this.#isOver)) {
      this.#placing ??= this.#placeSome();
      await this.#placing;
    }
    return this.#placed.splice(0, count);
  }

  /** Tells cursors where to go on. @returns those that can: whose streams are not stopped, and whose positions could be read. */
  async place(cursors: readonly StreamCursor[]): Promise<readonly StreamCursor[]> {
    const unknown = this.positions.recall(cursors);
    if (unknown.length === 0 || this.options.signal?.aborted) return cursors;
    try {
      const stopped = await this.positions.read(unknown, this.options);
      return cursors.filter((cursor) => !stopped.has(cursor));
    } catch (error) {
      await Promise.all(unknown.map((cursor) => this.failures.add(cursor, { error, transient: true })));
      return cursors.filter(({ position }) => position !== undefined);
    }
  }

  async #placeSome(): Promise<void> {
    const some: StreamCursor[] = [];
    while (some.length < READ_TOGETHER && !this.#isOver) {
      const { done, value } = this.#waiting.next();
      if (done) this.#isOver = true;
      else some.push(value);
    }
    this.#placed.push(...(await this.place(some)));
    this.#placing = undefined;
  }
}
