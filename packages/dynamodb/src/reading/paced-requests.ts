import type { ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-dynamodb';
import { isEventSourceError, type StoreRequest } from '@eventsource/core';
import { isSlotTaken } from '../append/refusal.js';
import type { Command } from '../request/command.js';
import type { Charge } from '../request/report.js';
import { type Failure, requestError } from '../request/request-error.js';
import type { Outcome, Requests } from '../request/requests.js';
import { faultOf } from '../request/try-outcome.js';
import type { Pace } from './pace.js';

/** How often a request is sent that DynamoDB throttles, or does not answer: over two minutes, tries of the client apart. */
const ATTEMPTS = 8;
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30_000;

export interface PacedRequestsOptions {
  readonly pace: Pace;
  readonly signal: AbortSignal | undefined;
  /** Told of each request's units. */
  readonly onUnits: (units: number) => void;
  /** Told of each pause for what has to pass, in milliseconds. */
  readonly onWait?: ((wait: { readonly error: unknown; readonly milliseconds: number }) => void) | undefined;
}

/** What a request may be charged. */
export interface PacedOptions {
  /** For writes: what DynamoDB charges and does not report. */
  readonly charge?: Charge;
  /** Units that it is expected to take: of no matter where requests are sent one after another. */
  readonly expected?: number;
}

/** Sends requests at their pace, and waits out what passes: hours of work should not end in a bad minute. */
export class PacedRequests {
  readonly #requests: Requests;
  readonly #options: PacedRequestsOptions;

  constructor(requests: Requests, options: PacedRequestsOptions) {
    this.#requests = requests;
    this.#options = options;
  }

  get table(): string {
    return this.#requests.table;
  }

  /** Sends nothing for so many milliseconds. */
  hold(milliseconds: number): void {
    this.#options.pace.hold(milliseconds);
  }

  /** Throws what {@link Requests.send} does. */
  async send<I extends ServiceInputTypes, O extends ServiceOutputTypes>(
    operation: string,
    command: Command<I, O>,
  ): Promise<O> {
    const outcome = await this.try(operation, command);
    if ('answer' in outcome) return outcome.answer;
    throw requestError(outcome.failure);
  }

  /** Sends, and says how it ended. @throws the signal's reason. */
  async try<I extends ServiceInputTypes, O extends ServiceOutputTypes>(
    operation: string,
    command: Command<I, O>,
    options: PacedOptions = {},
  ): Promise<Outcome<O>> {
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.#once(operation, command, options);
      if ('answer' in outcome || attempt === ATTEMPTS || !this.#mayPass(outcome.failure)) return outcome;
      this.#waitFor(outcome.failure, attempt);
    }
  }

  #waitFor(failure: Failure, attempt: number): void {
    const milliseconds = Math.min(FIRST_PAUSE * 2 ** (attempt - 1), LONGEST_PAUSE);
    this.#options.onWait?.({ error: requestError(failure), milliseconds });
    this.hold(milliseconds);
  }

  async #once<I extends ServiceInputTypes, O extends ServiceOutputTypes>(
    operation: string,
    command: Command<I, O>,
    { charge, expected = 0 }: PacedOptions,
  ): Promise<Outcome<O>> {
    const { pace, signal, onUnits } = this.#options;
    await pace.turn(signal, expected);
    const onRequest = ({ readUnits, writeUnits }: StoreRequest) => {
      pace.spent(readUnits + writeUnits - expected);
      onUnits(readUnits + writeUnits);
    };
    const options = { onRequest, signal, ...(charge && { charge }) };
    return this.#requests.try(operation, command, options);
  }

  /** Where nothing was answered yet, the address is wrong rather than the network down. */
  #mayPass(failure: Failure): boolean {
    const { name } = faultOf(failure.error);
    if (failure.aborted || isSlotTaken(failure.error) || name === 'ValidationException') return false;
    const error = requestError(failure);
    if (isEventSourceError(error, 'ThrottledError')) return true;
    return this.#requests.answered && isEventSourceError(error, 'StoreUnavailableError');
  }
}
