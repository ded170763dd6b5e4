import { call } from '../aggregate/live-aggregate.js';
import type { ProjectionContext } from '../decorators/projection-context.js';
import type { DeliveredCommit } from '../delivery/delivered-commit.js';
import { ProjectionError } from '../errors/projection-errors.js';
import { InvalidStreamError } from '../errors/store-errors.js';
import { classOf } from '../metadata/class.js';
import type { Serializer } from '../serialization/serializer.js';
import type { StreamAddress } from '../store/stream-name.js';
import type { ProjectionDescription } from './projection-description.js';

/** What it takes to read events. */
export interface EventReading {
  readonly serializer: Serializer;
  readonly addressOf: (stream: string) => StreamAddress | undefined;
}

interface HandleOptions {
  /** Nothing more is begun once it is aborted. */
  readonly signal: AbortSignal;
  /** Called before each event, with its version. */
  readonly onEvent: (version: number) => void;
}

/** Gives events to the handlers of a projection, one after another. */
export class EventHandling {
  constructor(
    private readonly description: ProjectionDescription,
    private readonly projection: object,
    private readonly reading: EventReading,
  ) {}

  /** Handles the events of commits of one stream. */
  async handle(
    stream: string,
    commits: readonly DeliveredCommit[],
    transaction: unknown,
    { signal, onEvent }: HandleOptions,
  ): Promise<void> {
    const { aggregate, aggregateId, tenant } = this.#addressOf(stream);
    for (const { first, records, location } of commits) {
      for (const [index, record] of records.entries()) {
        signal.throwIfAborted();
        const at = { stream, version: first + index };
        onEvent(at.version);
        const { event, time, metadata } = this.reading.serializer.deserialize(record, { ...at, location });
        await this.#apply(event, { aggregate, aggregateId, tenant, ...at, time, metadata, transaction, signal });
      }
    }
    signal.throwIfAborted();
  }

  #addressOf(stream: string): StreamAddress {
    const address = this.reading.addressOf(stream);
    if (address) return address;
    throw new InvalidStreamError(
      stream,
      'its name is not that of an aggregate: check the streamAddress of the module.',
    );
  }

  /** An event that it has no handler for is passed over. */
  async #apply(event: object, context: ProjectionContext): Promise<void> {
    const eventClass = classOf(event);
    const handler = eventClass && this.description.events.get(eventClass);
    if (!handler) return;
    try {
      await call(this.projection, handler.method, event, context);
    } catch (cause) {
      throw new ProjectionError(this.description.name, context.stream, context.version, eventClass.name, { cause });
    }
  }
}
