import type { DependencyContainer } from 'tsyringe';
import type { Consumer } from '../delivery/consumer.js';
import { Deliveries } from '../delivery/deliveries.js';
import type { Delivery } from '../delivery/delivery.js';
import type { Committed } from '../execution/committed.js';
import { Projections } from '../projection/projections.js';
import type { Observer } from '../repository/observer.js';
import { given, type Module, type Provided } from './module.js';

/**
 * A module that drives the projections of its application, and other consumers, from the commands of this process:
 * after each commit they catch up with its stream, from the store. For tests, for development, and for stores without a
 * change feed: what other processes store goes unnoticed until this process writes to the stream.
 *
 * A dispatch does not wait for it and cannot fail because of it; failures are reported as `delivery-failed`, and the
 * stream is tried again after its next commit.
 *
 * @example
 * const feed = inProcess();
 * install(container, accounts, feed);
 * await feed.settled();
 */
export const inProcess = (...consumers: readonly Provided<Consumer>[]): InProcessFeed => new InProcessFeed(consumers);

/** See {@link inProcess}. */
export class InProcessFeed implements Module {
  /** One for each container that it is installed in. */
  readonly observers: readonly Provided<Observer>[];
  readonly #drives: Drive[] = [];

  /** @internal */
  constructor(consumers: readonly Provided<Consumer>[]) {
    const drive = (container: DependencyContainer): Observer => {
      const drive = new Drive(container, consumers);
      this.#drives.push(drive);
      return drive;
    };
    this.observers = [drive];
  }

  /** Resolves when all consumers have taken, or failed to take, what was committed until now. */
  async settled(): Promise<void> {
    await Promise.all(this.#drives.map((drive) => drive.settled));
  }
}

/** Drives the consumers of one application. */
class Drive implements Observer {
  /** What is under way. */
  settled: Promise<void> = Promise.resolve();
  readonly #moved = new Set<string>();
  #deliveries: readonly Delivery[] | undefined;
  #running = false;

  constructor(
    private readonly container: DependencyContainer,
    private readonly consumers: readonly Provided<Consumer>[],
  ) {}

  committed({ stream }: Committed): void {
    this.#moved.add(stream);
    if (this.#running) return;
    this.#running = true;
    this.settled = this.#run();
  }

  /** Streams that move in the meantime are next. */
  async #run(): Promise<void> {
    while (this.#moved.size > 0) {
      const streams = [...this.#moved];
      this.#moved.clear();
      await this.#drive(streams);
    }
    this.#running = false;
  }

  async #drive(streams: readonly string[]): Promise<void> {
    try {
      await Promise.all(this.#toAll().map((delivery) => this.#catchUp(delivery, streams)));
    } catch (error) {
      const { report } = this.container.resolve(Deliveries);
      for (const stream of streams)
        report({ kind: 'delivery-failed', consumer: 'inProcess', stream, version: 0, error });
    }
  }

  async #catchUp(delivery: Delivery, streams: readonly string[]): Promise<void> {
    const { report } = this.container.resolve(Deliveries);
    for (const { stream, version, error } of await delivery.catchUp(streams)) {
      report({ kind: 'delivery-failed', consumer: delivery.consumer.name, stream, version, error });
    }
  }

  /** Made when first needed: what consumers resolve from the container is not there before the end of `install`. */
  #toAll(): readonly Delivery[] {
    this.#deliveries ??= [
      ...this.container.resolve(Projections).consumers(),
      ...this.consumers.map((consumer) => given(consumer, this.container)),
    ].map((consumer) => this.container.resolve(Deliveries).to(consumer));
    return this.#deliveries;
  }
}
