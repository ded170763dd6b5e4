import {
  type Checkpoint,
  type Checkpoints,
  type ConsumeOptions,
  type History,
  type LoadOptions,
  MemoryCheckpoints,
  type MemoryTransaction,
  type Move,
  type Position,
  type StoppedStream,
  type Store,
  type StoredCommit,
  StoreUnavailableError,
} from '@eventsource/core';

/** Draws what goes wrong: true once in so many times. */
export type Chance = (one: number) => boolean;

const away = () => new StoreUnavailableError('memory', 'it is away for a moment.');
const moment = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Checkpoints whose database goes away before a move, within it, and after it: then the answer is lost. */
export class FaultyCheckpoints implements Checkpoints<MemoryTransaction> {
  readonly #inner = new MemoryCheckpoints();
  /** What went wrong, by its kind. */
  readonly faults = { before: 0, within: 0, after: 0, read: 0 };

  constructor(public chance: Chance) {}

  async read(consumer: string, streams: readonly string[], options?: ConsumeOptions) {
    await moment();
    this.#fail('read', 6);
    const read: ReadonlyMap<string, Checkpoint> = await this.#inner.read(consumer, streams, options);
    return read;
  }

  async move(move: Move, work: (transaction: MemoryTransaction) => Promise<void>, options?: ConsumeOptions) {
    this.#fail('before', 20);
    const within = async (transaction: MemoryTransaction) => {
      await work(transaction);
      await moment();
      this.#fail('within', 20);
    };
    await this.#inner.move(move, within, options);
    this.#fail('after', 20);
  }

  fail(position: Position): Promise<number> {
    return this.#inner.fail(position);
  }

  stop(position: Position): Promise<boolean> {
    return this.#inner.stop(position);
  }

  resume(consumer: string, stream: string): Promise<void> {
    return this.#inner.resume(consumer, stream);
  }

  settle(consumer: string, stream: string): Promise<void> {
    return this.#inner.settle(consumer, stream);
  }

  stopped(consumer: string): AsyncIterable<StoppedStream> {
    return this.#inner.stopped(consumer);
  }

  reset(consumer: string): Promise<number> {
    return this.#inner.reset(consumer);
  }

  #fail(kind: keyof FaultyCheckpoints['faults'], one: number): void {
    if (!this.chance(one)) return;
    this.faults[kind] += 1;
    throw away();
  }
}

/** A store in small pages, of which a load fails at once or on its way. */
export function faultyLoads(store: Store, chance: Chance): Pick<Store, 'load'> {
  return {
    load: async (stream: string, options?: LoadOptions): Promise<History> => {
      await moment();
      if (chance(20)) throw away();
      const { pages } = await store.load(stream, options);
      return { pages: faultyPages(pages, chance) };
    },
  };
}

async function* faultyPages(
  pages: AsyncIterable<readonly StoredCommit[]>,
  chance: Chance,
): AsyncIterable<readonly StoredCommit[]> {
  for await (const page of pages) {
    for (let from = 0; from < page.length; from += 3) {
      if (chance(30)) throw away();
      yield page.slice(from, from + 3);
    }
  }
}
