import { notInstalled } from '../errors/not-installed-error.js';
import type { Reporter } from '../report/report.js';
import type { Checkpoints } from './checkpoints.js';
import type { Consumer } from './consumer.js';
import type { DeadLetters } from './dead-letters.js';
import { Delivery } from './delivery.js';
import type { DeliveryOptions } from './delivery-options.js';
import type { LoadsStreams } from './stream-cursor.js';

/** Makes deliveries from the store of an application. Resolve it from the container. */
export class Deliveries {
  readonly #store: LoadsStreams;
  readonly #defaults: DeliveryOptions;

  /** @internal `install` makes it. */
  constructor(
    store: LoadsStreams = notInstalled('Deliveries'),
    defaults: DeliveryOptions,
    /** The module's checkpoints, for consumers that have none of their own. */
    readonly checkpoints: Checkpoints | undefined,
    /** Where the application's reports go. */
    readonly report: Reporter,
  ) {
    this.#store = store;
    this.#defaults = defaults;
  }

  /** The module's dead letters. */
  get deadLetters(): DeadLetters | undefined {
    return this.#defaults.deadLetters;
  }

  /**
   * @param options the module's `deadLetters` are the default for those of a delivery.
   * @example
   * const delivery = container.resolve(Deliveries).to(publisher);
   */
  to(consumer: Consumer, options: DeliveryOptions = {}): Delivery {
    return new Delivery(this.#store, consumer, { ...this.#defaults, ...options });
  }
}
