import { Delivery } from '@eventsource/core';
import type { Publisher } from '@eventsource/lambda';
import { Random } from '../../../faults/proxy/random.js';
import type { Rig } from '../service/rig.js';
import { type History, history } from './history.js';
import { ShakyCheckpoints } from './shaky-checkpoints.js';
import { type Counts, weather } from './weather.js';

export interface Storm {
  readonly seed: number;
  readonly events: number;
}

export interface Outcome {
  readonly versions: ReadonlyMap<string, number>;
  /** The position of the publisher in each stream, at the end. */
  readonly positions: ReadonlyMap<string, number>;
  readonly requests: Counts;
  readonly movesFailed: number;
  readonly restarts: number;
  readonly seconds: number;
}

/** Publishes a history while everything fails now and then: the service, the database, and the process itself. */
export async function storm(rig: Rig, { seed, events }: Storm): Promise<Outcome> {
  const random = new Random(seed);
  const past = await history(random, events);
  const requests: Counts = {};
  rig.reset();
  rig.service.draw = weather(rig, new Random(seed + 1), requests);
  const run = new Run(rig, past, random);
  const begin = performance.now();
  await run.followFeed();
  await run.catchUp();
  return {
    versions: past.versions,
    positions: await run.positions(),
    requests,
    movesFailed: run.checkpoints.failed,
    restarts: run.restarts,
    seconds: (performance.now() - begin) / 1000,
  };
}

class Run {
  readonly checkpoints: ShakyCheckpoints;
  restarts = 0;
  #publisher: Publisher;
  #delivery: Delivery;

  constructor(
    private readonly rig: Rig,
    private readonly past: History,
    private readonly random: Random,
  ) {
    this.checkpoints = new ShakyCheckpoints(random);
    this.#publisher = this.#publish();
    this.#delivery = this.#deliver();
  }

  async followFeed(): Promise<void> {
    const { feed } = this.past;
    for (let at = 0; at < feed.length; ) {
      const batch = feed.slice(at, at + this.random.integer(1, 600));
      const failures = await this.#delivery.deliver(batch, this.#maybeKilled());
      this.#maybeRestart();
      // A failed batch is repeated, or goes under: then what comes later, or the catching up, has to make up for it.
      if (failures.length === 0 || this.random.fraction() < 0.5) at += batch.length;
    }
  }

  async catchUp(): Promise<void> {
    const streams = [...this.past.versions.keys()];
    let left: readonly string[] = streams;
    while (left.length > 0) left = (await this.#delivery.catchUp(left)).map(({ stream }) => stream);
    this.#publisher.close();
  }

  async positions(): Promise<ReadonlyMap<string, number>> {
    const checkpoints = await this.checkpoints.read('storm', [...this.past.versions.keys()]);
    return new Map([...checkpoints].map(([stream, { version }]) => [stream, version]));
  }

  #maybeKilled() {
    if (this.random.fraction() > 0.05) return {};
    return { signal: AbortSignal.timeout(this.random.integer(1, 100)) };
  }

  #maybeRestart(): void {
    if (this.random.fraction() > 0.05) return;
    this.#publisher.close();
    this.#publisher = this.#publish();
    this.#delivery = this.#deliver();
    this.restarts += 1;
  }

  #deliver(): Delivery {
    return new Delivery(this.past.store, this.#publisher, { streams: 200 });
  }

  #publish(): Publisher {
    return this.rig.publisher({ name: 'storm', checkpoints: this.checkpoints, attempts: 4, requestTimeout: 300 });
  }
}
