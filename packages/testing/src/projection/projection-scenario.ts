import type { Class, Module } from '@eventsource/core';
import { assertSame, failure, pointingAt, summary } from '../scenario/failures.js';
import { ProjectionTrial } from './projection-trial.js';

/** What a test of a projection uses in place of the defaults; the same fields as in a module of the application. */
export interface ProjectionScenarioOptions extends Pick<Module, 'services' | 'serializer' | 'clock' | 'checkpoints'> {
  /** The name of the aggregate that the events belong to, for projections that look at it. Default `'aggregate'`. */
  readonly aggregate?: string | undefined;
}

/** Events of the aggregate `a`, or, as a list that begins with an id, of another one. */
export type GivenEvents = object | readonly [aggregateId: string, ...events: object[]];

/**
 * Begins a test of one projection: given these events, a query reads this.
 *
 * Everything is as in the application: the events are stored, loaded and delivered, and the projection comes from a
 * container. Only the store is in memory, and so are the positions, unless `checkpoints` are given: those of a database for
 * a projection that writes through its transaction, with a table of its own for each scenario.
 *
 * @example
 * const balances = projection(Balances).given(new Deposited(5), ['b', new Deposited(7), new Withdrawn(1)]);
 * await balances.reads((balances) => balances.of('a'), 5);
 * await balances.reads((balances) => balances.of('b'), 6);
 */
export const projection = <T extends object>(
  type: Class<T>,
  options: ProjectionScenarioOptions = {},
): ProjectionScenario<T> => new ProjectionScenario(type, options);

/** What has happened before a query. It never changes, so that several tests may start from the same. */
export class ProjectionScenario<T extends object> {
  readonly #type: Class<T>;
  readonly #options: ProjectionScenarioOptions;
  readonly #given: readonly GivenEvents[];
  #projected: Promise<T> | undefined;

  /** @internal {@link projection} makes it. */
  constructor(type: Class<T>, options: ProjectionScenarioOptions, given: readonly GivenEvents[] = []) {
    this.#type = type;
    this.#options = options;
    this.#given = given;
  }

  /** What has happened, oldest first. */
  given(...events: readonly GivenEvents[]): ProjectionScenario<T> {
    return new ProjectionScenario(this.#type, this.#options, [...this.#given, ...events]);
  }

  /**
   * The query returns this result, equal in every value and class. The events are projected once, by the first query.
   *
   * @returns a promise to await: it rejects with an AssertionError when the query returns something else, or when the
   * projection or the query fails.
   */
  reads<Result>(query: (projection: T) => Result | Promise<Result>, expected: NoInfer<Result>): Promise<void> {
    return pointingAt(this.reads, async () => {
      this.#projected ??= new ProjectionTrial(this.#type, this.#given, this.#options).run();
      const projected = await this.#projected;
      const { name } = this.#type;
      const actual = await Promise.resolve(projected)
        .then(query)
        .catch((cause: unknown) => {
          throw failure(`The query of ${name} has failed with ${summary(cause)}`, { cause });
        });
      assertSame(actual, expected, `${name} does not read as expected.`);
    });
  }
}
