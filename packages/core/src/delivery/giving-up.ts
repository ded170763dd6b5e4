import { StreamNotStoppedError } from '../errors/delivery-errors.js';
import type { ConsumeFailure, ConsumeOptions, Consumer } from './consumer.js';
import type { DeadLetter, DeadLetters } from './dead-letters.js';
import type { DeliveredCommit } from './delivered-commit.js';

/** A stream that a consumer could not take to its end. */
export interface Undelivered {
  readonly failure: ConsumeFailure;
  /** Its letter is sent, and it is stopped. */
  readonly givenUp: boolean;
}

/** Stops a stream for a consumer when it has failed too often, and says so. */
export class GivingUp {
  constructor(
    private readonly consumer: Consumer,
    private readonly tries: number,
    private readonly deadLetters: DeadLetters | undefined,
  ) {}

  /** Counts the try, and gives the stream up after the last one. */
  async count(
    failure: ConsumeFailure,
    commits: readonly DeliveredCommit[],
    options: ConsumeOptions,
  ): Promise<Undelivered> {
    if (!this.deadLetters || failure.transient) return { failure, givenUp: false };
    const { name: consumer, checkpoints } = this.consumer;
    const { stream, version, error } = failure;
    const position = { consumer, stream, version: version - 1 };
    try {
      const tries = await checkpoints.fail(position, options);
      if (tries === 0) return elsewhere(failure);
      if (tries < this.tries) return { failure, givenUp: false };
      // The letter first: one that comes twice is better than a stream that stops without a word.
      await this.deadLetters.put(this.#letter(failure, tries, commits), options);
      const stopped = await checkpoints.stop(position, options);
      return stopped ? { failure, givenUp: true } : elsewhere(failure);
    } catch (cause) {
      const notStopped = new StreamNotStoppedError(consumer, stream, version, error, { cause });
      return { failure: { ...failure, error: notStopped }, givenUp: false };
    }
  }

  #letter({ stream, version, error }: ConsumeFailure, tries: number, commits: readonly DeliveredCommit[]): DeadLetter {
    const commit = commits.find(({ first, records }) => first <= version && version < first + records.length);
    return {
      consumer: this.consumer.name,
      stream,
      version,
      tries,
      error: described(error),
      records: (commit?.records ?? []).map((record) => Buffer.from(record).toString('base64')),
      time: new Date().toISOString(),
    };
  }
}

/** Someone else is delivering the stream: nothing was counted, and what is behind the commit is still to be taken. */
const elsewhere = (failure: ConsumeFailure): Undelivered => ({
  failure: { ...failure, transient: true },
  givenUp: false,
});

const described = (error: unknown): DeadLetter['error'] =>
  error instanceof Error ? { name: error.name, message: error.message } : { name: 'unknown', message: String(error) };
