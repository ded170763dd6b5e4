import type { ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-dynamodb';
import type { RequestOptions } from '@eventsource/core';
import { EVENTS } from '../definition/events-table.js';
import type { TableKind } from '../definition/table-kind.js';
import { assertTable } from '../definition/table-name.js';
import type { Command } from './command.js';
import type { Connection } from './connection.js';
import { NoAnswer, within } from './give-up.js';
import { type Charge, reportOf } from './report.js';
import { type Failure, requestError } from './request-error.js';
import { Tries } from './tries.js';
import { faultOf, leavesDoubt } from './try-outcome.js';
import { WatchedClient } from './watched-client.js';

/** How a request ended. */
export type Outcome<O> = { readonly answer: O } | { readonly failure: Failure };

export interface SendOptions extends RequestOptions {
  /** For writes: what DynamoDB charges and does not report. */
  readonly charge?: Charge;
}

/** In milliseconds, for one request with all its tries: the SDK's pauses between throttled ones come to 7 seconds. */
export const DEFAULT_REQUEST_TIMEOUT = 8000;

/** What a timer can count; it takes more, and Infinity, for 1. */
const MAX_TIMEOUT = 2 ** 31 - 1;

/** Sends requests about one table: each ends within its time, is watched try by try, and is reported. */
export class Requests {
  readonly #client: WatchedClient;
  #answered = false;

  /** @throws {InvalidTableNameError | AwsConfigurationError} */
  constructor(
    connection: Connection | WatchedClient,
    readonly table: string,
    readonly timeout = DEFAULT_REQUEST_TIMEOUT,
    /** What the table is for. */
    readonly kind: TableKind = EVENTS,
  ) {
    assertTable(table, kind.holds);
    if (!(timeout > 0 && timeout <= MAX_TIMEOUT))
      throw new RangeError(
        `The option "requestTimeout" is ${timeout}: it must be a number of milliseconds, more than 0 and at most ${MAX_TIMEOUT}.`,
      );
    this.#client = connection instanceof WatchedClient ? connection : new WatchedClient(connection, timeout);
  }

  /** Whether any request was answered yet, not counting refusals. */
  get answered(): boolean {
    return this.#answered;
  }

  /** Throws what a read, or a request about the table itself, may throw. */
  async send<I extends ServiceInputTypes, O extends ServiceOutputTypes>(
    operation: string,
    command: Command<I, O>,
    options: SendOptions = {},
  ): Promise<O> {
    const outcome = await this.try(operation, command, options);
    if ('answer' in outcome) return outcome.answer;
    throw requestError(outcome.failure);
  }

  /** Sends, and says how it ended. Rejects only when the signal is aborted before anything is sent. */
  async try<I extends ServiceInputTypes, O extends ServiceOutputTypes>(
    operation: string,
    command: Command<I, O>,
    { signal, onRequest, charge }: SendOptions,
  ): Promise<Outcome<O>> {
    signal?.throwIfAborted();
    const tries = new Tries();
    const outcome = await this.#outcome(operation, command, tries, signal);
    if (onRequest) reportOf(operation, tries, outcome, charge, onRequest);
    return outcome;
  }

  /** Closes the connections of a client made here; one that was given stays open. */
  close(): void {
    this.#client.close();
  }

  async #outcome<I extends ServiceInputTypes, O extends ServiceOutputTypes>(
    operation: string,
    command: Command<I, O>,
    tries: Tries,
    signal: AbortSignal | undefined,
  ): Promise<Outcome<O>> {
    let givenUp = false;
    const onGiveUp = () => {
      givenUp = true;
      tries.stop();
    };
    try {
      const answer = await within(this.#client.send(command, tries), { signal, timeout: this.timeout, onGiveUp });
      refuseUncharged(command.input, answer);
      this.#answered = true;
      return { answer };
    } catch (thrown) {
      const timedOut = givenUp && thrown instanceof NoAnswer;
      // Out of time between two tries: it was the last one that failed, throttled most likely.
      const error = timedOut && !tries.pending ? (tries.error ?? thrown) : thrown;
      const doubtful = tries.observed ? tries.doubtful : givenUp || mayHaveRepeated(error) || leavesDoubt(error);
      const where = tries.endpoint ?? `table "${this.table}"`;
      const aborted = givenUp && !timedOut;
      return { failure: { error, doubtful, aborted, operation, table: this.table, kind: this.kind, where } };
    }
  }
}

/** DynamoDB states a charge whenever it is asked for it: an answer without one, `{}` say, is somebody else's. */
function refuseUncharged(input: ServiceInputTypes, answer: ServiceOutputTypes): void {
  const isAsked = 'ReturnConsumedCapacity' in input && input.ReturnConsumedCapacity !== undefined;
  if (!isAsked || ('ConsumedCapacity' in answer && answer.ConsumedCapacity !== undefined)) return;
  throw new NoAnswer('the answer states no charge, so it is not from DynamoDB.');
}

const mayHaveRepeated = (error: unknown): boolean => faultOf(error).$metadata?.attempts !== 1;
