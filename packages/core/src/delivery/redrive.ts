import { DeliveryAbortedError } from '../errors/delivery-errors.js';
import type { ConsumeFailure, ConsumeOptions, Consumer } from './consumer.js';
import type { Undelivered } from './giving-up.js';

/** Streams that are resumed, or settled, at the same time. */
const SIDE_BY_SIDE = 10;

/** Takes streams to their end that a consumer has given up on. What is not taken there stays on its list of those. */
export class Redrive {
  constructor(
    private readonly consumer: Consumer,
    private readonly catchUp: (streams: readonly string[]) => Promise<readonly Undelivered[]>,
    private readonly options: ConsumeOptions,
  ) {}

  /** @returns why streams are not at their end. */
  async run(streams: readonly string[]): Promise<readonly ConsumeFailure[]> {
    const unresumed = new Map<string, ConsumeFailure>();
    await sideBySide(streams, async (stream) => {
      const failure = await this.#resume(stream);
      if (failure) unresumed.set(stream, failure);
    });
    const resumed = streams.filter((stream) => !unresumed.has(stream));
    const undelivered = new Map((await this.catchUp(resumed)).map((one) => [one.failure.stream, one]));
    await sideBySide(resumed, (stream) => this.#conclude(stream, undelivered.get(stream)));
    return [...unresumed.values(), ...[...undelivered.values()].map(({ failure }) => failure)];
  }

  async #resume(stream: string): Promise<ConsumeFailure | undefined> {
    const { name, checkpoints } = this.consumer;
    const { signal } = this.options;
    try {
      await checkpoints.resume(name, stream, this.options);
      return undefined;
    } catch (cause) {
      const error = signal?.aborted ? new DeliveryAbortedError(name, stream, { cause }) : cause;
      return { stream, version: 1, error, transient: true };
    }
  }

  /** Where this fails, the stream stays on the list, and the next redrive finds nothing left to do there, or all. */
  async #conclude(stream: string, undelivered: Undelivered | undefined): Promise<void> {
    const { name: consumer, checkpoints } = this.consumer;
    try {
      if (!undelivered) return await checkpoints.settle(consumer, stream, this.options);
      const version = undelivered.failure.version - 1;
      if (!undelivered.givenUp) await checkpoints.stop({ consumer, stream, version }, this.options);
    } catch {}
  }
}

async function sideBySide<T>(list: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = list.values();
  const worker = async () => {
    for (const one of left) await work(one);
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
}
