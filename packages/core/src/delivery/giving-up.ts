import { StreamNotStoppedError } from '../errors/delivery-errors.js';
import type { ConsumeFailure, ConsumeOptions, Consumer } from './consumer.js';
import type { DeadLetter, DeadLetters } from './dead-letters.js';
import type { DeliveredCommit } from './delivered-commit.js';
import type { Failed } from './round.js';

/** Stops a stream for a consumer when it has failed too often, and says so. */
export class GivingUp {
  constructor(
    private readonly consumer: Consumer,
    private readonly tries: number,
    private readonly deadLetters: DeadLetters | undefined,
  ) {}

  /**
   * Counts the try. @returns the failure, unless it was the last try and the stream is stopped. Where the consumer is elsewhere
   * by now, someone else is delivering the stream: nothing was counted, and what is behind the commit is still to be taken.
   */
  async unlessLast({ failure, commits }: Failed, options: ConsumeOptions): Promise<ConsumeFailure | undefined> {
    if (!this.deadLetters || failure.transient) return failure;
    const { name: consumer, checkpoints } = this.consumer;
    const { stream, version, error } = failure;
    const position = { consumer, stream, version: version - 1 };
    try {
      const tries = await checkpoints.fail(position, options);
      if (tries === 0) return { ...failure, transient: true };
      if (tries < this.tries) return failure;
      // The letter first: one that comes twice is better than a stream that stops without a word.
      await this.deadLetters.put(this.#letter(failure, tries, commits), options);
      const stopped = await checkpoints.stop(position, options);
      return stopped ? undefined : { ...failure, transient: true };
    } catch (cause) {
      return { ...failure, error: new StreamNotStoppedError(consumer, stream, version, error, { cause }) };
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

const described = (error: unknown): DeadLetter['error'] =>
  error instanceof Error ? { name: error.name, message: error.message } : { name: 'unknown', message: String(error) };
