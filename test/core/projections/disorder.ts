import { type DeliveredCommit, Delivery, type MemoryStore } from '@eventsource/core';
import type { Random } from '../../faults/proxy/random.js';
import { appendable } from '../delivery/streams.js';
import { application, Disks } from './application.js';
import { Balances } from './balances.js';
import { FaultyCheckpoints, faultyLoads } from './faulty.js';

export interface DisorderOptions {
  readonly streams: number;
  /** Commits of all streams together. */
  readonly commits: number;
  /** The most that are stored before the feed tells of some. */
  readonly atOnce: number;
}

/**
 * Commits are stored, and told of by a feed that repeats, reorders, drops and cuts, to processes that work side by side,
 * crash and are given up, on a store and on checkpoints that go away now and then.
 */
export class Disorder {
  readonly checkpoints: FaultyCheckpoints;
  readonly disks: Disks;
  /** What is stored, in the order it was stored. */
  readonly stored: DeliveredCommit[] = [];
  failures = 0;
  readonly #store: MemoryStore;
  readonly #ends = new Map<string, number>();
  #announced: DeliveredCommit[] = [];
  #processes: Delivery[];
  #calm = false;

  constructor(
    store: MemoryStore,
    private readonly random: Random,
    private readonly options: DisorderOptions,
  ) {
    this.#store = store;
    this.checkpoints = new FaultyCheckpoints(this.#chance);
    this.disks = new Disks(store, this.checkpoints);
    this.#processes = [this.#process(), this.#process()];
  }

  async run(): Promise<void> {
    while (this.stored.length < this.options.commits) {
      await this.#storeSome();
      const deliveries = this.#processes.filter(() => this.#chance(2));
      await Promise.all(deliveries.map((delivery) => this.#deliver(delivery)));
      this.#processes = this.#processes.map((process) => (this.#chance(8) ? this.#process() : process));
    }
  }

  /** All faults are over. What a feed would repeat until it is taken comes once more: the last commit of each stream. */
  async end(): Promise<number> {
    this.#calm = true;
    const last = new Map(this.stored.map((commit) => [commit.stream, commit]));
    const [process = this.#process()] = this.#processes;
    const failures = await process.deliver(this.#shuffled([...last.values()]));
    return failures.length + (await process.catchUp([...last.keys()])).length;
  }

  async #storeSome(): Promise<void> {
    for (let left = this.random.integer(1, this.options.atOnce); left > 0; left -= 1) {
      const commit = this.#next(`account:${this.random.integer(1, this.options.streams)}`);
      await this.#store.append(appendable(commit));
      this.stored.push(commit);
      this.#announced.push(...this.#partsOf(commit).filter(() => !this.#chance(10)));
    }
  }

  #next(stream: string): DeliveredCommit {
    const first = (this.#ends.get(stream) ?? 0) + 1;
    const length = this.random.integer(1, 4);
    this.#ends.set(stream, first + length - 1);
    const records = Array.from({ length }, () => {
      const [event, most] = this.#chance(3) ? ['withdrawn', 50] : ['deposited', 100];
      return Buffer.from(`{"t":"${event}","d":{"amount":${this.random.integer(1, Number(most))}}}`);
    });
    return { stream, first, records };
  }

  #partsOf(commit: DeliveredCommit): readonly DeliveredCommit[] {
    const { first, records } = commit;
    if (records.length < 2 || !this.#chance(6)) return [commit];
    const at = this.random.integer(1, records.length - 1);
    return [
      { ...commit, records: records.slice(0, at) },
      { ...commit, first: first + at, records: records.slice(at) },
    ];
  }

  async #deliver(delivery: Delivery): Promise<void> {
    const batch = this.#shuffled(this.#announced.filter(() => !this.#chance(3)));
    const told = new Set(batch);
    this.#announced = this.#announced.filter((commit) => !told.has(commit) || this.#chance(4));
    const options = this.#chance(10) ? { signal: AbortSignal.timeout(1) } : {};
    const failures = await delivery.deliver(batch, options);
    this.failures += failures.length;
    const again = new Set(failures.map(({ stream }) => stream));
    this.#announced.push(...batch.filter(({ stream }) => again.has(stream)));
  }

  #process(): Delivery {
    const { projections } = application(this.disks);
    const [streams, commits] = [this.random.integer(1, 10), this.random.integer(1, 10)];
    const store = faultyLoads(this.#store, this.#chance);
    return new Delivery(store, projections.consumer(Balances), { streams, commits, remembered: 5 });
  }

  readonly #chance = (one: number): boolean => !this.#calm && this.random.integer(1, one) === 1;

  /** As a stream does it: mostly in order. */
  #shuffled(commits: readonly DeliveredCommit[]): DeliveredCommit[] {
    const keyed = commits.map((commit, at) => ({ commit, at: at + this.random.integer(0, 20) }));
    return keyed.sort((one, other) => one.at - other.at).map(({ commit }) => commit);
  }
}
