import type { Dispatcher, DispatchOptions, Module } from '@eventsource/core';
import { Expectation } from './expectation.js';
import { Trial } from './trial.js';

/** What a scenario uses in place of the defaults; the same fields as in a module of the application. */
export interface ScenarioOptions extends Pick<Module, 'services' | 'serializer' | 'clock' | 'ids' | 'middleware'> {}

/**
 * Begins a test of one aggregate: given what has happened, when a command comes, it emits these events, or rejects.
 *
 * Everything is as in the application: the decorators' metadata, a container (a child of tsyringe's global one), the
 * dispatcher and the serializer. Only the store is in memory. A command handler that changes the aggregate's state fails
 * the scenario: state changes in event handlers, or it would be lost. State in `#private` fields cannot be watched.
 *
 * @example
 * await scenario(Order).given(new OrderCreated('Joe')).when(new ShipOrder('o-1', 'DHL')).emits(new OrderShipped('DHL'));
 * await scenario(Order).when(new ShipOrder('o-1', 'DHL')).rejects(OrderNotShippable, { state: 'new' });
 * await scenario(Order, { services: [provide(LIMITS, { perDay: 1 })] }).when(…).emitsNothing();
 */
export const scenario = (aggregate: new () => object, options: ScenarioOptions = {}): Scenario =>
  new Scenario(aggregate, options);

/** What has happened to an aggregate. It never changes, so that several tests may start from the same. */
export class Scenario {
  readonly #aggregate: new () => object;
  readonly #options: ScenarioOptions;
  readonly #given: readonly object[];

  /** @internal {@link scenario} makes it. */
  constructor(aggregate: new () => object, options: ScenarioOptions, given: readonly object[] = []) {
    this.#aggregate = aggregate;
    this.#options = options;
    this.#given = given;
  }

  /** The events of the aggregate before the command, oldest first. They are stored and loaded like any others. */
  given(...events: readonly object[]): Scenario {
    return new Scenario(this.#aggregate, this.#options, [...this.#given, ...events]);
  }

  /**
   * The command, whose id is also that of the aggregate. Say and await what is expected at once, in the same
   * expression: a scenario without an expectation tests nothing, and is reported as an uncaught error.
   */
  when(command: Parameters<Dispatcher['dispatch']>[0], options: DispatchOptions = {}): Expectation {
    const trial = new Trial(this.#aggregate, this.#given, command, this.#options);
    return new Expectation(command, () => trial.run(options), this.when);
  }
}
