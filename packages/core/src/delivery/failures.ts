import { DeliveryAbortedError } from '../errors/delivery-errors.js';
import type { ConsumeFailure, ConsumeOptions, Consumer } from './consumer.js';
import type { DeliveredCommit } from './delivered-commit.js';
import type { GivingUp, Undelivered } from './giving-up.js';
import type { Positions } from './positions.js';
import type { StreamCursor } from './stream-cursor.js';

/** The streams of one delivery that did not come to their end. */
export class Failures {
  readonly list: Undelivered[] = [];

  constructor(
    private readonly consumer: Consumer,
    private readonly positions: Positions,
    private readonly givingUp: GivingUp,
    private readonly options: ConsumeOptions,
  ) {}

  /**
   * Counts the try where it is one, and gives the stream up after the last.
   *
   * @param failure at the cursor's next version, where it names none.
   * @param commits what was to be taken, if it could be loaded.
   */
  async add(
    cursor: StreamCursor,
    failure: Omit<ConsumeFailure, 'stream' | 'version'> & Partial<ConsumeFailure>,
    commits: readonly DeliveredCommit[] = [],
  ): Promise<void> {
    const { stream, next } = cursor;
    this.positions.forget(stream);
    await cursor.close();
    const { version = next, transient = false } = failure;
    const aborted = this.options.signal?.aborted ?? false;
    const error = aborted
      ? new DeliveryAbortedError(this.consumer.name, stream, { cause: failure.error })
      : failure.error;
    const told = { stream, version, error, ...((transient || aborted) && { transient: true }) };
    this.list.push(await this.givingUp.count(told, commits, this.options));
  }
}
