import { classOf } from '../decorators/class.js';
import type { CommandContext } from '../decorators/context.js';
import { eventMetadata } from '../decorators/event.js';
import type { AggregateDescription } from '../description/aggregate-description.js';
import { InvalidEventError, UnhandledEventError } from '../errors/event-errors.js';
import type { Serializer } from '../serialization/serializer.js';
import type { Commit, Snapshot } from '../store/commit.js';
import type { RequestOptions, Store } from '../store/store.js';
import type { CommandId } from './command-id.js';
import type { LiveAggregate } from './live-aggregate.js';
import type { Reporter } from './report.js';
import type { Snapshots } from './snapshots.js';

/** Turns decided events into a stored commit. */
export class CommitWriter {
  readonly #store: Store;
  readonly #serializer: Serializer;
  readonly #snapshots: ReadonlyMap<AggregateDescription, Snapshots>;
  readonly #report: Reporter;

  constructor(
    store: Store,
    serializer: Serializer,
    snapshots: ReadonlyMap<AggregateDescription, Snapshots>,
    report: Reporter,
  ) {
    this.#store = store;
    this.#serializer = serializer;
    this.#snapshots = snapshots;
    this.#report = report;
  }

  /**
   * @throws {InvalidEventError | UnhandledEventError | UnserializableError} with nothing changed.
   */
  serialize(description: AggregateDescription, events: readonly unknown[], context: CommandContext): Uint8Array[] {
    return events.map((event) => {
      assertEventOf(description, event);
      return this.#serializer.serialize(event, context);
    });
  }

  /**
   * Applies the records to the aggregate, then appends them. The decoded records are applied and not the events that the
   * handler made, so that cached and loaded state can never differ; and before the append, so that what the aggregate
   * cannot apply is never stored. A failure leaves a state that must not be used any more.
   */
  async write(
    live: LiveAggregate,
    records: readonly Uint8Array[],
    commandId: CommandId,
    options: RequestOptions,
  ): Promise<void> {
    const { stream, version: after } = live;
    const id = commandId.encode();
    for (const record of records) {
      live.apply(this.#serializer.deserialize(record, { stream, version: live.version.number + 1 }));
    }
    live.recent.add({ first: after.number + 1, id });
    const snapshot = this.#snapshot(live);
    const commit: Commit = { stream, after, id, records, ...(snapshot && { snapshot }) };
    const { snapshotStored } = await this.#store.append(commit, options);
    if (!snapshot) return;
    if (!snapshotStored) this.#report({ kind: 'snapshot-left-out', stream, version: snapshot.version });
    // Also when it was left out: trying again with every command would cost more than it could bring.
    live.snapshotVersion = snapshot.version;
  }

  #snapshot(live: LiveAggregate): Snapshot | undefined {
    const snapshots = this.#snapshots.get(live.description);
    if (!snapshots?.isDue(live)) return undefined;
    try {
      return snapshots.take(live);
    } catch (error) {
      const version = live.version.number;
      this.#report({ kind: 'snapshot-left-out', stream: live.stream, version, error });
      live.snapshotVersion = version;
      return undefined;
    }
  }
}

function assertEventOf({ type, events }: AggregateDescription, event: unknown): asserts event is object {
  const eventClass = typeof event === 'object' && event !== null ? classOf(event) : undefined;
  if (!eventClass) throw new InvalidEventError(type.name, String(event));
  if (!eventMetadata.own(eventClass)) throw new InvalidEventError(type.name, `an instance of ${eventClass.name}`);
  if (!events.has(eventClass)) throw new UnhandledEventError(type.name, eventClass.name);
}
