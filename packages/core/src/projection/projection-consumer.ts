import { byStream } from '../delivery/by-stream.js';
import type { Checkpoints } from '../delivery/checkpoints.js';
import type { ConsumeFailure, Consumer, TakeOptions } from '../delivery/consumer.js';
import type { DeliveredCommit } from '../delivery/delivered-commit.js';
import { deliverySettings } from '../delivery/delivery-options.js';
import { EventHandling, type EventReading } from './event-handling.js';
import type { ProjectionDescription } from './projection-description.js';
import { StreamTaking } from './stream-taking.js';

/** What a projection needs of its application. */
export interface ProjectionSurroundings extends EventReading {
  readonly checkpoints: Checkpoints;
}

/** Gives events to a projection's handlers: those of a stream one after another, streams side by side. */
export class ProjectionConsumer implements Consumer {
  readonly name: string;
  readonly checkpoints: Checkpoints;

  /** @param instance gives the projection when it is first needed. */
  constructor(
    private readonly description: ProjectionDescription,
    private readonly instance: () => object,
    private readonly surroundings: ProjectionSurroundings,
  ) {
    this.name = description.name;
    this.checkpoints = surroundings.checkpoints;
  }

  /** @throws what the constructor of the projection throws, since then no commit is at fault. */
  async take(commits: readonly DeliveredCommit[], options: TakeOptions = {}): Promise<readonly ConsumeFailure[]> {
    const handling = new EventHandling(this.description, this.instance(), this.surroundings);
    const taking = { ...deliverySettings({}).taking, ...options };
    const streams = new StreamTaking(this.name, this.checkpoints, handling, taking);
    const failures = await Promise.all([...byStream(commits).values()].map((commits) => streams.take(commits)));
    return failures.filter((failure) => failure !== undefined);
  }
}
