import type { Arrival } from './arrival.js';
import type { Faults } from './fate.js';

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Why an entry was refused, in an answer with status 200. */
export interface EntryFailure {
  readonly code: string;
  readonly message: string;
  readonly final: boolean;
}

/** How one service is spoken to, and what it allows. */
export interface Protocol {
  readonly faults: Faults;
  /** @throws {Broken} when the request breaks a rule of the service. */
  read(body: string): readonly Arrival[];
  /** Takes these entries, by their places. */
  accept(body: string, places: readonly number[]): Promise<void>;
  /** @param failures by their places. */
  answer(arrivals: readonly Arrival[], failures: ReadonlyMap<number, EntryFailure>): Answer;
  error(status: number, code: string, message: string): Answer;
}

/** A request breaks a rule of the service. */
export class Broken extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
