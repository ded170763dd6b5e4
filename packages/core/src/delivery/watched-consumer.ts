import type { Checkpoint, Checkpoints, Move, Position, StoppedStream } from './checkpoints.js';
import type { ConsumeFailure, ConsumeOptions, Consumer, TakeOptions } from './consumer.js';
import type { DeliveredCommit } from './delivered-commit.js';

/** A consumer that notes how much it takes, and which of its streams are stopped. */
export class WatchedConsumer implements Consumer {
  readonly name: string;
  readonly checkpoints: Checkpoints;
  readonly streamsAtOnce: number;
  /** Events, so far. */
  taken = 0;

  /** @param onStopped told of each stream that is found stopped, or is stopped, possibly several times. */
  constructor(
    private readonly consumer: Consumer,
    onStopped: (stream: string) => void,
  ) {
    this.name = consumer.name;
    this.streamsAtOnce = consumer.streamsAtOnce ?? 1;
    this.checkpoints = new WatchedCheckpoints(consumer.checkpoints, onStopped);
  }

  async take(commits: readonly DeliveredCommit[], options?: TakeOptions): Promise<readonly ConsumeFailure[]> {
    const failures = await this.consumer.take(commits, options);
    const failed = new Map(failures.map(({ stream, version }) => [stream, version]));
    for (const { stream, first, records } of commits) {
      const end = failed.get(stream) ?? Number.POSITIVE_INFINITY;
      this.taken += Math.max(0, Math.min(records.length, end - first));
    }
    return failures;
  }
}

class WatchedCheckpoints implements Checkpoints {
  constructor(
    private readonly inner: Checkpoints,
    private readonly onStopped: (stream: string) => void,
  ) {}

  async read(
    consumer: string,
    streams: readonly string[],
    options?: ConsumeOptions,
  ): Promise<ReadonlyMap<string, Checkpoint>> {
    const checkpoints = await this.inner.read(consumer, streams, options);
    for (const [stream, { stopped }] of checkpoints) if (stopped) this.onStopped(stream);
    return checkpoints;
  }

  move(move: Move, work: (transaction: unknown) => Promise<void>, options?: ConsumeOptions): Promise<void> {
    return this.inner.move(move, work, options);
  }

  fail(position: Position, options?: ConsumeOptions): Promise<number> {
    return this.inner.fail(position, options);
  }

  async stop(position: Position, options?: ConsumeOptions): Promise<boolean> {
    const stopped = await this.inner.stop(position, options);
    if (stopped) this.onStopped(position.stream);
    return stopped;
  }

  resume(consumer: string, stream: string, options?: ConsumeOptions): Promise<void> {
    return this.inner.resume(consumer, stream, options);
  }

  settle(consumer: string, stream: string, options?: ConsumeOptions): Promise<void> {
    return this.inner.settle(consumer, stream, options);
  }

  reset(consumer: string, options?: ConsumeOptions): Promise<number> {
    return this.inner.reset(consumer, options);
  }

  stopped(consumer: string, options?: ConsumeOptions): AsyncIterable<StoppedStream> {
    return this.inner.stopped(consumer, options);
  }
}
