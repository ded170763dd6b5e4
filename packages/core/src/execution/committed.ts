import type { EventMetadata } from '../decorators/context.js';
import type { RecordedEvent } from '../serialization/serializer.js';
import type { Cost } from '../store/cost.js';

/** The facts of a {@link Committed}. */
export interface CommittedFacts {
  readonly aggregate: string;
  readonly aggregateId: string;
  readonly stream: string;
  readonly id: string;
  readonly version: number;
  readonly cost: Cost;
  readonly count: number;
  readonly read: () => readonly RecordedEvent[];
}

/** The result of a command. */
export class Committed {
  /** The aggregate's name. */
  readonly aggregate: string;
  readonly aggregateId: string;
  readonly stream: string;
  /** The command's id: the caller's, or the one made for this dispatch. */
  readonly id: string;
  /** The version of the aggregate after this command, for an `ETag` or an `expectedVersion`. */
  readonly version: number;
  /** How many events the command emitted; 0 when it changed nothing. */
  readonly count: number;
  /** What the database charged for the dispatch, all of its attempts included. */
  readonly cost: Cost;
  readonly #facts: CommittedFacts;
  #recorded: readonly RecordedEvent[] | undefined;

  /** @internal */
  constructor(facts: CommittedFacts) {
    this.aggregate = facts.aggregate;
    this.aggregateId = facts.aggregateId;
    this.stream = facts.stream;
    this.id = facts.id;
    this.version = facts.version;
    this.count = facts.count;
    this.cost = facts.cost;
    this.#facts = facts;
  }

  /** The events as they are stored, oldest first; none when the command emitted none. A copy of your own. */
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
    return new Committed(this.#facts);
  }

  /** Read from the records when first asked for: most callers want the version only. */
  get #recordedEvents(): readonly RecordedEvent[] {
    this.#recorded ??= this.#facts.read();
    return this.#recorded;
  }
}
