import type { LiveAggregate } from '../aggregate/live-aggregate.js';
import type { Snapshots } from '../aggregate/snapshots.js';
import type { Commit, Snapshot } from '../commit/commit.js';
import { CompanionAppender } from '../companion/companion-appender.js';
import { eventMetadata } from '../decorators/event.js';
import type { AggregateDescription } from '../description/aggregate-description.js';
import { InvalidEventError, UnhandledEventError } from '../errors/event-errors.js';
import type { CommandId } from '../identity/command-id.js';
import type { Watch } from '../instrumentation/instrumentation.js';
import { noting, type Steps } from '../instrumentation/steps.js';
import { classOf } from '../metadata/class.js';
import type { Reporter } from '../report/report.js';
import type { Serializer } from '../serialization/serializer.js';
import { appendCommits } from '../store/append-commits.js';
import type { Companion } from '../store/companion.js';
import type { Appended, RequestOptions, Store } from '../store/store.js';
import { appendStep } from './facts.js';
import type { Emission } from './stream-work.js';

/** The records that one command adds to its aggregate. */
export interface Write {
  readonly live: LiveAggregate;
  readonly records: readonly Uint8Array[];
  readonly id: CommandId;
}

/** Turns decided events into stored commits. */
export class CommitWriter {
  readonly #store: Store;
  readonly #serializer: Serializer;
  readonly #snapshots: ReadonlyMap<AggregateDescription, Snapshots>;
  readonly #report: Reporter;
  readonly #steps: Steps;
  readonly #together: CompanionAppender;

  constructor(
    store: Store,
    serializer: Serializer,
    snapshots: ReadonlyMap<AggregateDescription, Snapshots>,
    report: Reporter,
    steps: Steps,
  ) {
    this.#store = store;
    this.#serializer = serializer;
    this.#snapshots = snapshots;
    this.#report = report;
    this.#steps = steps;
    this.#together = new CompanionAppender(store, report);
  }

  /** @throws {InvalidEventError | UnhandledEventError | UnserializableError} with nothing changed. */
  serialize(description: AggregateDescription, { events, context }: Emission): Uint8Array[] {
    return events.map((event) => {
      assertEventOf(description, event);
      return this.#serializer.serialize(event, context);
    });
  }

  /**
   * Applies the records to their aggregates, then appends them, all or none. The decoded records are applied and not the
   * events that the handler made, so that cached and loaded state can never differ; and before the append, so that what an
   * aggregate cannot apply is never stored. A failure leaves states that must not be used any more.
   */
  async write(writes: readonly Write[], companions: readonly Companion[], options: RequestOptions): Promise<void> {
    if (writes.length === 0) return;
    const applied = writes.map((write) => ({ live: write.live, commit: this.#apply(write) }));
    const commits = applied.map(({ commit }) => commit);
    const appended = await this.#steps.take(
      () => appendStep(applied),
      (watch) => this.#append(commits, companions, noting(options, watch), watch),
    );
    for (const [index, { live, commit }] of applied.entries()) this.#settle(live, commit.snapshot, appended[index]);
  }

  #apply({ live, records, id: { bytes: id } }: Write): Commit {
    const { stream, version: after } = live;
    for (const record of records) {
      live.apply(this.#serializer.deserialize(record, { stream, version: live.version.number + 1 }));
    }
    live.recent.add({ first: after.number + 1, id });
    const snapshot = this.#snapshot(live);
    return { stream, after, id, records, ...(snapshot && { snapshot }) };
  }

  async #append(
    commits: readonly Commit[],
    companions: readonly Companion[],
    options: RequestOptions,
    { note }: Watch,
  ): Promise<readonly Appended[]> {
    const appended = await this.#appended(commits, companions, options);
    note({ appended });
    return appended;
  }

  async #appended(commits: readonly Commit[], companions: readonly Companion[], options: RequestOptions) {
    const [commit, ...others] = commits;
    if (!commit) return [];
    if (companions.length > 0) return this.#together.append([commit, ...others], companions, options);
    return appendCommits(this.#store, [commit, ...others], options);
  }

  #settle(live: LiveAggregate, snapshot: Snapshot | undefined, appended: Appended | undefined): void {
    if (!snapshot) return;
    const { version } = snapshot;
    if (!appended?.snapshotStored) this.#report({ kind: 'snapshot-left-out', stream: live.stream, version });
    // Also when it was left out: trying again with every command would cost more than it could bring.
    live.snapshotVersion = version;
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
