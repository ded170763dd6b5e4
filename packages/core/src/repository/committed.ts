import type { EventMetadata } from '../decorators/context.js';
import type { RecordedEvent } from '../serialization/serializer.js';
import type { Cost } from './cost.js';

/** What a command came to. */
export class Committed {
  readonly #read: () => readonly RecordedEvent[];
  #recorded: readonly RecordedEvent[] | undefined;

  constructor(
    /** The aggregate's name. */
    readonly aggregate: string,
    readonly aggregateId: string,
    readonly stream: string,
    /** The command's id: the caller's, or the one made for this dispatch. */
    readonly id: string,
    /** Of the aggregate after this command, for an `ETag` or an `expectedVersion`. */
    readonly version: number,
    readonly cost: Cost,
    read: () => readonly RecordedEvent[],
  ) {
    this.#read = read;
  }

  /** The events as they are stored, oldest first; none when the command emitted none. A copy that is yours. */
  get events(): readonly object[] {
    return this.#recordedEvents.map(({ event }) => event);
  }

  /** Stored beside each event. */
  get metadata(): EventMetadata {
    return this.#recordedEvents[0]?.metadata ?? {};
  }

  /** When the events were decided; undefined when there are none. */
  get time(): Date | undefined {
    return this.#recordedEvents[0]?.time;
  }

  /** The same with copies of its own, for another reader. */
  copy(): Committed {
    return new Committed(this.aggregate, this.aggregateId, this.stream, this.id, this.version, this.cost, this.#read);
  }

  /** Read from the records when first asked for: most callers want the version only. */
  get #recordedEvents(): readonly RecordedEvent[] {
    this.#recorded ??= this.#read();
    return this.#recorded;
  }
}
