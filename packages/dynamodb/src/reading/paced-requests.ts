import type { ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-dynamodb';
import { isEventSourceError } from '@eventsource/core';
import type { Command } from '../request/command.js';
import type { Requests } from '../request/requests.js';
import type { Pace } from './pace.js';

/** How often a request is sent that DynamoDB throttles, or does not answer: over two minutes, tries of the client apart. */
const ATTEMPTS = 8;
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30_000;

export interface PacedRequestsOptions {
  readonly pace: Pace;
  readonly signal: AbortSignal | undefined;
  /** Told of each request's read units. */
  readonly onUnits: (units: number) => void;
}

/** Sends reads one after another at their pace, and waits out what passes: hours of reading should not end in a bad minute. */
export class PacedRequests {
  readonly #requests: Requests;
  readonly #options: PacedRequestsOptions;
  #answered = false;

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
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#once(operation, command);
      } catch (error) {
        if (attempt === ATTEMPTS || !this.#mayPass(error)) throw error;
        this.#options.pace.hold(Math.min(FIRST_PAUSE * 2 ** (attempt - 1), LONGEST_PAUSE));
      }
    }
  }

  async #once<I extends ServiceInputTypes, O extends ServiceOutputTypes>(operation: string, command: Command<I, O>) {
    const { pace, signal, onUnits } = this.#options;
    await pace.turn(signal);
    const onRequest = ({ readUnits }: { readonly readUnits: number }) => {
      pace.spent(readUnits);
      onUnits(readUnits);
    };
    const answer = await this.#requests.send(operation, command, { onRequest, ...(signal && { signal }) });
    this.#answered = true;
    return answer;
  }

  /** Where nothing was answered yet, the address is wrong rather than the network down. */
  #mayPass(error: unknown): boolean {
    if (isEventSourceError(error, 'ThrottledError')) return true;
    return this.#answered && isEventSourceError(error, 'StoreUnavailableError');
  }
}
