/** Moves under way at the same time. */
const AT_ONCE = 16;

/** Moves each of its lanes once, as soon as it is added. */
export class Moves<Lane> {
  readonly #known = new Set<Lane>();
  readonly #left: Lane[] = [];
  readonly #running = new Set<Promise<void>>();

  /** @param move must not reject. */
  constructor(private readonly move: (lane: Lane) => Promise<void>) {}

  add(lane: Lane): void {
    if (this.#known.has(lane)) return;
    this.#known.add(lane);
    this.#left.push(lane);
    this.#fill();
  }

  /** Ends when all that were added are moved. */
  async ended(): Promise<void> {
    while (this.#running.size > 0) await Promise.race(this.#running);
  }

  #fill(): void {
    while (this.#running.size < AT_ONCE) {
      const lane = this.#left.pop();
      if (lane === undefined) return;
      const running: Promise<void> = this.move(lane).finally(() => {
        this.#running.delete(running);
        this.#fill();
      });
      this.#running.add(running);
    }
  }
}
