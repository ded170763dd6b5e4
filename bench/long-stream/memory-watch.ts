/** Memory in MB, at its most. */
export interface Peak {
  /** All that the process has of the machine, with what V8 has not got round to collecting. */
  readonly rssMb: number;
  /** What is in use, which is what has bounds or has none; known only where garbage can be collected on demand. */
  readonly liveMb: number | undefined;
}

/**
 * Looks at this process's memory again and again; in a process with `--expose-gc`, after collecting its garbage.
 *
 * `resourceUsage().maxRSS` will not do: on Linux a process begins with that of the one which started it, and ours is started
 * by a bench that holds the emulator and all its items.
 */
export class MemoryWatch {
  #rss = 0;
  #live = 0;
  readonly #collect = globalThis.gc;
  readonly #timer = setInterval(() => this.#look(), this.#collect ? 25 : 1);

  stop(): Peak {
    this.#look();
    clearInterval(this.#timer);
    return { rssMb: this.#rss, liveMb: this.#collect && this.#live };
  }

  #look(): void {
    this.#collect?.();
    const { rss, heapUsed } = process.memoryUsage();
    this.#rss = Math.max(this.#rss, megabytes(rss));
    this.#live = Math.max(this.#live, megabytes(heapUsed));
  }
}

const megabytes = (bytes: number): number => Math.round(bytes / 2 ** 20);
