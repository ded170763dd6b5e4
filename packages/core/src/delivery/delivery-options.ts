import type { TakeOptions } from './consumer.js';
import type { DeadLetters } from './dead-letters.js';
import { isTransient } from './transient.js';

export interface DeliveryOptions {
  /** Streams that are worked on side by side, at least 1. Default 50. A slow one does not hold up the others. */
  readonly streams?: number;
  /** Commits of one stream that the consumer gets at once, at least 1. Default 100. */
  readonly commits?: number;
  /** Streams whose positions are remembered, so that they need not be read. Default 10,000. */
  readonly remembered?: number;
  /** Where commits go that have failed for the last time. Without it, they are retried forever. */
  readonly deadLetters?: DeadLetters;
  /** After how many tries a commit goes there, at least 1. Default 5. */
  readonly tries?: number;
  /**
   * Milliseconds that a projection may take for one event, and for the move past it; taking longer is a failed try.
   * Default 10,000. Give a Lambda function a longer time-out than this: a handler that the end of the invocation cuts
   * off is not counted as a try.
   */
  readonly timeout?: number;
  /**
   * Whether an error is temporary: then the commit is not at fault, and the try is not counted. It is called with what
   * a handler has thrown and each of its causes. Always temporary are throttling, answers with status 429 or 500 and
   * above, time-outs, and connections that cannot be made or break off.
   *
   * @example
   * isTransient: (error) => error instanceof DatabaseError && error.code === '57P01'
   */
  readonly isTransient?: (error: unknown) => boolean;
}

/** What a delivery goes by. */
export interface DeliverySettings {
  readonly streams: number;
  readonly commits: number;
  readonly remembered: number;
  readonly tries: number;
  readonly deadLetters: DeadLetters | undefined;
  readonly taking: TakingOptions;
}

/** What a consumer is handed with commits. */
export type TakingOptions = TakeOptions & Required<Omit<TakeOptions, 'signal'>>;

/** @throws {RangeError} when with these it would never end or never begin. */
export function deliverySettings({
  streams = 50,
  commits = 100,
  remembered = 10_000,
  tries = 5,
  timeout = 10_000,
  deadLetters,
  isTransient: own,
}: DeliveryOptions): DeliverySettings {
  return {
    streams: atLeastOne('streams', streams),
    commits: atLeastOne('commits', commits),
    remembered: atLeastOne('remembered', remembered),
    tries: atLeastOne('tries', tries),
    deadLetters,
    taking: { timeout: upToLongest('timeout', timeout), isTransient: (error) => isTransient(error, own) },
  };
}

function atLeastOne(option: string, value: number): number {
  if (Number.isInteger(value) && value >= 1) return value;
  throw new RangeError(`The option "${option}" of a delivery is ${value}: it must be a whole number of at least 1.`);
}

/** What a timer can count: it takes more for 1. */
const LONGEST = 2 ** 31 - 1;

function upToLongest(option: string, value: number): number {
  if (value >= 1 && value <= LONGEST) return value;
  throw new RangeError(
    `The option "${option}" of a delivery is ${value}: it must be a number of milliseconds from 1 to ${LONGEST}.`,
  );
}
