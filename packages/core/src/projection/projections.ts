import { setTimeout as sleep } from 'node:timers/promises';
import type { Consumer } from '../delivery/consumer.js';
import { notInstalled } from '../errors/not-installed-error.js';
import { ProjectionBehindError, UnknownProjectionError } from '../errors/projection-errors.js';
import { withDeadline } from '../execution/cancellation.js';
import type { Class } from '../metadata/class.js';
import type { StreamAddress, StreamNaming } from '../store/stream-name.js';

/**
 * A version of a stream, given by the stream's name or by its aggregate. A `Committed`, the result of a dispatch, is
 * one.
 */
export type StreamPoint = ({ readonly stream: string } | StreamAddress) & { readonly version: number };

export interface WaitOptions {
  /** Milliseconds. Default 5,000. */
  readonly timeout?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The time between two looks at a position, in milliseconds: what a local feed takes, at first, and no more than is noticed. */
const SHORTEST_PAUSE = 5;
const LONGEST_PAUSE = 200;

/** The projections of an application. Resolve it from the container; the read models too: `container.resolve(Balances)`. */
export class Projections {
  readonly #consumers: ReadonlyMap<Class, Consumer>;
  readonly #naming: StreamNaming;

  /** @internal `install` makes it. */
  constructor(consumers: ReadonlyMap<Class, Consumer> = notInstalled('Projections'), naming: StreamNaming) {
    this.#consumers = consumers;
    this.#naming = naming;
  }

  /** The consumers for a feed to drive, one for each projection. */
  consumers(): readonly Consumer[] {
    return [...this.#consumers.values()];
  }

  /** @throws {UnknownProjectionError} */
  consumer(projection: Class): Consumer {
    const consumer = this.#consumers.get(projection);
    if (!consumer) throw new UnknownProjectionError(projection.name);
    return consumer;
  }

  /**
   * Waits until a projection has taken a stream up to a version, so that a caller can read its own writes. It polls the
   * position: something else has to drive the projection.
   *
   * @throws {ProjectionBehindError} when it takes longer than `timeout`, or the projection has given up on the stream.
   * @throws the signal's reason.
   * @throws {UnknownProjectionError}
   *
   * @example
   * const committed = await dispatcher.dispatch(new Deposit('a', 5));
   * await projections.waitFor(Balances, committed);
   */
  async waitFor(projection: Class, point: StreamPoint, { timeout = 5000, signal }: WaitOptions = {}): Promise<void> {
    const consumer = this.consumer(projection);
    const stream = 'stream' in point ? point.stream : this.#naming(point);
    let reached = { version: 0, stopped: false };
    const look = async (signal: AbortSignal): Promise<boolean> => {
      const read = await consumer.checkpoints.read(consumer.name, [stream], { signal });
      reached = read.get(stream) ?? reached;
      return reached.version >= point.version || reached.stopped;
    };
    const behind = (cause?: unknown) =>
      new ProjectionBehindError(consumer.name, stream, point.version, reached.version, reached.stopped, { cause });
    try {
      await withDeadline({ signal, timeout }, (signal) => untilTrue(look, signal));
    } catch (error) {
      if (signal?.aborted || !isTimeout(error)) throw signal?.aborted ? signal.reason : error;
      throw behind(error);
    }
    if (reached.version < point.version) throw behind();
  }
}

async function untilTrue(look: (signal: AbortSignal) => Promise<boolean>, signal: AbortSignal): Promise<void> {
  for (let pause = SHORTEST_PAUSE; !(await look(signal)); pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    await sleep(pause, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

/** Some wrap the reason of an aborted signal. */
const isTimeout = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'TimeoutError' || isTimeout(error.cause));
