import { type ConsumeFailure, type ConsumeOptions, type Consumer, Deliveries, type Provided } from '@eventsource/core';
import type { DependencyContainer } from 'tsyringe';
import { UnknownConsumerError } from './errors/unknown-consumer-error.js';
import { consumersOf } from './intake/consumers-of.js';

/** How many stopped streams are resumed before they are caught up with. */
const STREAMS_AT_ONCE = 100;

export interface RedriveOptions extends ConsumeOptions {
  /** Its name; a projection's with its version: `'balances@2'`. */
  readonly consumer: string;
  /** Default: every stream that it has given up on. */
  readonly stream?: string | undefined;
  /** Other consumers that can be redriven, besides the projections of the application. */
  readonly consumers?: readonly Provided<Consumer>[] | undefined;
}

/** The outcome for streams that a consumer had given up on. */
export interface Redriven {
  readonly streams: number;
  /** Those that were not taken to their end. They are stopped as before, and the next redrive finds them. */
  readonly failures: readonly ConsumeFailure[];
}

/**
 * Makes a consumer go on with streams that it has given up on, from where it stopped, with everything that the table
 * holds. Call it once the cause is corrected.
 *
 * @throws {UnknownConsumerError}
 * @throws {InvalidConsumersError} when there are no consumers at all, or two have one name.
 * @throws {NotInstalledError} when nothing is installed in the container.
 * @example
 * await redrive(container, { consumer: 'balances@2' });
 */
export async function redrive(container: DependencyContainer, options: RedriveOptions): Promise<Redriven> {
  const { stream, signal } = options;
  const consumer = consumerNamed(container, options);
  const delivery = container.resolve(Deliveries).to(consumer);
  const stopped = stream === undefined ? await stoppedFor(consumer, options) : [stream];
  const failures: ConsumeFailure[] = [];
  for (let from = 0; from < stopped.length; from += STREAMS_AT_ONCE) {
    const some = stopped.slice(from, from + STREAMS_AT_ONCE);
    failures.push(...(await delivery.redrive(some, signal && { signal })));
  }
  return { streams: stopped.length, failures };
}

function consumerNamed(container: DependencyContainer, { consumer: name, consumers }: RedriveOptions): Consumer {
  const known = consumersOf(container, consumers);
  const consumer = known.find((each) => each.name === name);
  if (consumer) return consumer;
  throw new UnknownConsumerError(
    name,
    known.map((each) => each.name),
  );
}

/** All of them before the first is resumed: resuming changes the list. */
async function stoppedFor({ checkpoints, name }: Consumer, { signal }: RedriveOptions): Promise<string[]> {
  const streams: string[] = [];
  for await (const { stream } of checkpoints.stopped(name, signal && { signal })) streams.push(stream);
  return streams;
}
