import { isDeepStrictEqual } from 'node:util';
import type { Snapshot } from '../commit/commit.js';
import type { AggregateDescription } from '../description/aggregate-description.js';
import type { CarriedCommit } from '../identity/recent-commits.js';
import { isJsonObject, type JsonObject, parseJson } from '../json.js';
import { assertSameState, captureState, differingField, restoreState } from '../snapshot/aggregate-state.js';
import { fingerprint } from '../snapshot/fingerprint.js';
import type { UsableSnapshots } from '../store/store.js';
import { LiveAggregate } from './live-aggregate.js';

/** How a stored snapshot relates to the state that the events up to its version lead to. */
export type SnapshotComparison =
  /** `ignored`: other code took it, so that no load of this code uses it. */
  | { readonly result: 'same' | 'ignored' }
  /** `unreadable`: loads read the events instead, and take longer. `different`: loads start from a wrong state. */
  | { readonly result: 'unreadable' | 'different'; readonly problem: string };

/** Takes and restores the snapshots of one kind of aggregate. */
export class Snapshots {
  readonly usable: UsableSnapshots;
  readonly #description: AggregateDescription;

  constructor(description: AggregateDescription, every: number, serializer: string, version?: string) {
    this.#description = description;
    this.usable = { every, fingerprint: version ?? fingerprint(description, serializer) };
  }

  /** Whether enough events have passed since the last snapshot that this code could use. */
  isDue(live: LiveAggregate): boolean {
    return live.version.number - live.snapshotVersion >= this.usable.every;
  }

  /** @throws {UnserializableError} when the state does not survive being stored. */
  take(live: LiveAggregate): Snapshot {
    const state = captureState(live.instance, this.#description.name);
    const commits = carriedBy(live);
    const text = JSON.stringify({ ...(commits.length > 0 && { c: commits }), d: state });
    assertSameState(live.instance, this.#restore(parse(text).state), this.#description.name);
    return { version: live.version.number, fingerprint: this.usable.fingerprint, data: Buffer.from(text) };
  }

  /** @returns whether the aggregate is at the snapshot's version now; not when the data cannot be read. */
  restore(live: LiveAggregate, snapshot: Snapshot): boolean {
    try {
      resume(live, snapshot);
      return true;
    } catch {
      return false;
    }
  }

  /** Compares the state and the commits that a snapshot carries with those of an aggregate at the same version. */
  compare(live: LiveAggregate, snapshot: Snapshot): SnapshotComparison {
    if (snapshot.fingerprint !== this.usable.fingerprint) return { result: 'ignored' };
    const resumed = new LiveAggregate(live.description, live.id, live.stream);
    try {
      resume(resumed, snapshot);
    } catch (error) {
      return { result: 'unreadable', problem: error instanceof Error ? error.message : String(error) };
    }
    const problem = difference(live, resumed);
    return problem === undefined ? { result: 'same' } : { result: 'different', problem };
  }

  #restore(state: JsonObject): object {
    return restoreState(this.#description.create(), state);
  }
}

/** Brings a new aggregate to where the snapshot was taken. */
function resume(live: LiveAggregate, { version, data }: Snapshot): void {
  const { state, commits } = parse(Buffer.from(data).toString());
  restoreState(live.instance, state);
  live.startFrom(version);
  live.recent.restore(commits);
}

function difference(live: LiveAggregate, resumed: LiveAggregate): string | undefined {
  const field = differingField(live.instance, resumed.instance);
  if (field !== undefined) return `its "${field}" is not what the events lead to.`;
  const known = isDeepStrictEqual(carriedBy(live), carriedBy(resumed));
  return known ? undefined : 'the command ids it carries are not those of the commits before it.';
}

/** The commits with given ids, as a snapshot carries them. */
const carriedBy = ({ recent }: LiveAggregate) =>
  recent.carried.map(([first, id, age]) => [first, Buffer.from(id).toString('base64'), age]);

function parse(text: string): { state: JsonObject; commits: CarriedCommit[] } {
  const snapshot = parseJson(text);
  if (!isJsonObject(snapshot) || !isJsonObject(snapshot.d)) throw new TypeError('The snapshot holds no state.');
  const commits = Array.isArray(snapshot.c) ? snapshot.c.map(carriedCommit) : [];
  return { state: snapshot.d, commits };
}

function carriedCommit(entry: unknown): CarriedCommit {
  const [first, id, age]: unknown[] = Array.isArray(entry) ? entry : [];
  if (typeof first === 'number' && typeof id === 'string' && typeof age === 'number') {
    return [first, Buffer.from(id, 'base64'), age];
  }
  throw new TypeError('The snapshot carries something that is not a commit.');
}
