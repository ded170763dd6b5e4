import type { Class } from '@eventsource/core';
import { assertSame, failure, named, pointingAt, summary } from './failures.js';
import type { Outcome } from './trial.js';

/** A time mock of the tests leaves this one alone. */
const { setImmediate } = globalThis;

/**
 * The expected outcome of a command. Each method runs the scenario and rejects with an AssertionError if it does not.
 */
export class Expectation {
  readonly #command: string;
  readonly #run: () => Promise<Outcome>;
  readonly #unused: Error;
  #outcome: Promise<Outcome> | undefined;
  #isRefused = false;

  /** @internal `when` makes it. */
  constructor(command: object, run: () => Promise<Outcome>, when: (command: object) => Expectation) {
    this.#command = named(command);
    this.#run = run;
    this.#unused = failure(
      `A scenario has no expectation for ${this.#command}: call and await emits(), emitsNothing() or rejects() on it at once.`,
    );
    Error.captureStackTrace(this.#unused, when);
    this.#reportUnlessUsed();
  }

  /** These events, in this order, equal in every value and class, and no others. */
  emits(...events: readonly object[]): Promise<void> {
    return pointingAt(this.emits, async () => {
      const { events: emitted, asStored } = await this.#emitted();
      assertSame(emitted, events.map(asStored), `${this.#command} emitted other events than expected.`);
    });
  }

  /** The command is accepted, and nothing happens. */
  emitsNothing(): Promise<void> {
    return pointingAt(this.emitsNothing, async () => {
      const { events } = await this.#emitted();
      assertSame(events, [], `${this.#command} emitted events, and none were expected.`);
    });
  }

  /**
   * The command handler throws an error of this class.
   *
   * @param fields what the error must hold, if given: other fields may be anything.
   */
  rejects<E extends object>(type: Class<E>, fields: { readonly [Field in keyof E]?: E[Field] } = {}): Promise<void> {
    return pointingAt(this.rejects, async () => {
      const rejection = await this.#rejection(type.name);
      if (!(rejection instanceof type)) {
        const message = `${this.#command} was not rejected with ${type.name}, but with ${summary(rejection)}`;
        throw failure(message, { cause: rejection });
      }
      const actual = Object.fromEntries(Object.keys(fields).map((field) => [field, Reflect.get(rejection, field)]));
      assertSame(actual, { ...fields }, `${this.#command} was rejected with another ${type.name} than expected.`);
    });
  }

  /**
   * Makes `await` on it, before anything is expected, an error of the compiler (TS1320), and of the very test where nothing
   * checks types: awaiting what is no promise would go on as if all were well. Not to be called.
   */
  // biome-ignore lint/suspicious/noThenProperty: what `await` would call is refused here.
  then(_expectSomethingFirst: never, reject: (unused: Error) => void): void {
    this.#isRefused = true;
    reject(this.#unused);
  }

  async #rejection(expected: string): Promise<unknown> {
    const outcome = await this.#outcomeOfRun();
    if ('rejection' in outcome) return outcome.rejection;
    const events = outcome.events.map(named).join(', ') || 'nothing';
    throw failure(`${this.#command} was not rejected with ${expected}: it emitted ${events}.`);
  }

  async #emitted(): Promise<Extract<Outcome, { events: unknown }>> {
    const outcome = await this.#outcomeOfRun();
    if ('events' in outcome) return outcome;
    throw failure(`${this.#command} was rejected with ${summary(outcome.rejection)}`, { cause: outcome.rejection });
  }

  #outcomeOfRun(): Promise<Outcome> {
    this.#outcome ??= this.#run();
    return this.#outcome;
  }

  /** Test frameworks fail the test, or the run, on what is thrown here. */
  #reportUnlessUsed(): void {
    setImmediate(() => {
      if (!this.#outcome && !this.#isRefused) throw this.#unused;
    });
  }
}
