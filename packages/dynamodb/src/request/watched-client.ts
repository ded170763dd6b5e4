import type { DynamoDBClient, ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-dynamodb';
import type { Command } from './command.js';
import { type Connection, makeClient } from './connection.js';
import { observe } from './observe.js';
import type { Tries } from './tries.js';

/** A client of the AWS SDK, made here or given, each of whose tries is watched. Several tables may share one. */
export class WatchedClient {
  readonly #client: DynamoDBClient;
  readonly #isOurs: boolean;
  readonly #watched = new WeakMap<object, Tries>();

  /** @param requestTimeout what a client made here divides among its tries, in milliseconds. */
  constructor(connection: Connection, requestTimeout: number) {
    this.#isOurs = connection.client === undefined;
    this.#client = connection.client ?? makeClient(connection, requestTimeout);
    if (this.#isOurs) observe(this.#client.middlewareStack, (input) => this.#watched.get(input));
  }

  send<I extends ServiceInputTypes, O extends ServiceOutputTypes>(command: Command<I, O>, tries: Tries): Promise<O> {
    return this.#isOurs ? this.#sendCached(command, tries) : this.#sendGiven(command, tries);
  }

  /** Closes the connections of a client made here; one that was given stays open. */
  close(): void {
    if (this.#isOurs) this.#client.destroy();
  }

  /** Without options: they would make the SDK build its stack of middleware anew, for this request and the next. */
  #sendCached<I extends ServiceInputTypes, O extends ServiceOutputTypes>(command: Command<I, O>, tries: Tries) {
    this.#watched.set(command.input, tries);
    return this.#client.send(command);
  }

  /** On a client of the user's own, only this command is watched, and the signal frees the socket of a hung try. */
  #sendGiven<I extends ServiceInputTypes, O extends ServiceOutputTypes>(command: Command<I, O>, tries: Tries) {
    observe(command.middlewareStack, () => tries);
    return this.#client.send(command, { abortSignal: tries.signal });
  }
}
