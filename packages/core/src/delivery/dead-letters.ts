import type { ConsumeOptions } from './consumer.js';

/** What a consumer could not take, and all that is needed to look into it and to redrive it. It can be stored as JSON. */
export interface DeadLetter {
  readonly consumer: string;
  readonly stream: string;
  /** The version of the first event that was not taken. */
  readonly version: number;
  readonly tries: number;
  readonly error: { readonly name: string; readonly message: string };
  /** The records of the commit, base64; none when it could not be read. */
  readonly records: readonly string[];
  /** When it was given up, RFC 3339. */
  readonly time: string;
}

/** Where commits go that a consumer cannot take: a queue, a topic, a bucket. */
export interface DeadLetters {
  /**
   * Sends a letter. It may be sent again, with more tries, when the process ends before the stream is marked as
   * stopped.
   *
   * @throws when it was not sent: then the stream is not stopped, and is tried again.
   */
  put(letter: DeadLetter, options?: ConsumeOptions): Promise<void>;
}
